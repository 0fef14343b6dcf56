import MaturityModel
import Pages

/// A questionnaire as a respondent reads it: every part, question and choice in order.
struct QuestionnairePreview: Markup {
    let questionnaire: Questionnaire
    /// The language of the questions.
    let code: String
    /// The language of the page around them.
    let language: Language

    /// The parts.
    var html: HTML {
        tag("div", Attribute("lang", code)) {
            if !questionnaire.background.isEmpty { background }
            for node in questionnaire.nodes where node.isLeaf { part(node) }
        }
    }

    private var background: HTML {
        HTML([
            tag("h2") { code == "sv" ? "Om dig" : "About you" },
            HTML(
                questionnaire.background.map { question in
                    ChoiceGroup(
                        question.id, question: HTML(question.title.text(in: code)),
                        choices: question.options.map {
                            .init($0.code, label: $0.label.text(in: code))
                        }
                    ).html
                }),
        ])
    }

    private func part(_ node: MaturityNode) -> HTML {
        HTML([
            tag("h2") {
                node.parent.map { "\(questionnaire.nodes[$0].title.text(in: code)): " } ?? ""
                node.title.text(in: code)
            },
            node.description.map { text in tag("p") { text.text(in: code) } } ?? .empty,
            HTML(questionnaire.items[node.items].map(question)),
        ])
    }

    private func question(_ item: Item) -> HTML {
        let steps = item.options.filter { $0.special == nil }
        let longest = steps.map { $0.label.text(in: code).count }.max() ?? 0
        return ChoiceGroup(
            item.id,
            question: HTML([
                HTML(item.text.text(in: code)),
                tag("span", .class("paper-id")) { " \(item.id)" },
            ]),
            choices: item.options.map {
                .init($0.code, label: $0.label.text(in: code), isApart: $0.special != nil)
            }
        ).with {
            $0.layout = (2...7).contains(steps.count) && longest <= 32 ? .scale : .list
            $0.help = item.help.map {
                (language.say("Förklaring", "Explanation"), $0.text(in: code))
            }
            if item.relevantWhen != nil {
                $0.remark = language.say("visas bara ibland", "shown only sometimes")
            } else if item.required {
                $0.remark = language.say("måste besvaras", "must be answered")
            }
        }.html
    }
}

import MaturityModel
import Pages
import SurveyProtocol

/// The overview before handing in.
extension FormSite {
    func reviewPage(_ answering: Answering, _ scene: FormScene) -> FormReply {
        let title = scene.say("Översikt", "Overview")
        let answered = answering.answered
        return page(title, scene) {
            ProgressLine(
                scene.say(
                    "\(answered.count) av \(answered.of) frågor besvarade",
                    "\(answered.count) of \(answered.of) questions answered"),
                done: answered.count, of: answered.of)
            tag("h1") { title }
            missingNotice(answering, scene)
            SummaryList(answering.parts.indices.map { row($0, answering, scene) })
            handIn(answering, scene)
            for index in answering.parts.indices { answers(index, answering, scene) }
        }
    }

    private func missingNotice(_ answering: Answering, _ scene: FormScene) -> HTML {
        let interview = answering.interview
        let required = interview.required
        let missing = interview.missing
        if missing.isEmpty {
            return Notice(
                .success,
                title: scene.say("Alla frågor är besvarade.", "All questions are answered."),
                language: scene.language
            ).html
        }
        let listed = required.isEmpty ? missing : required
        let count = scene.language.count(
            listed.count, swedish: ("fråga", "frågor"), english: ("question", "questions"))
        return Notice(
            required.isEmpty ? .information : .warning,
            title: required.isEmpty
                ? scene.say(
                    "\(count) saknar svar. Du kan lämna in ändå.",
                    "\(count) without an answer. You can hand in all the same.")
                : scene.say("\(count) måste besvaras först.", "\(count) must be answered first."),
            language: scene.language
        ) {
            if listed.count > Self.listedMaximum {
                tag("details") {
                    tag("summary") { scene.say("Visa vilka", "Show which") }
                    list(listed, answering, scene)
                }
            } else {
                list(listed, answering, scene)
            }
        }.html
    }

    /// Questions that are listed at once; more are behind a summary that opens.
    private static let listedMaximum = 8

    private func list(
        _ questions: [Interview.Question], _ answering: Answering, _ scene: FormScene
    ) -> HTML {
        tag("ul") {
            for question in questions {
                let words = QuestionWords(question, answering.questionnaire, scene.language)
                tag("li") { Link(words.text, to: address(of: question, answering)) }
            }
        }
    }

    private func address(of question: Interview.Question, _ answering: Answering) -> String {
        let page = answering.parts.firstIndex { $0.questions.contains(question) } ?? 0
        let field = PartIntake.field(question, answering.interview)
        return "\(answering.path)/\(page + 1)#q-\(field)"
    }

    private func row(
        _ index: Int, _ answering: Answering, _ scene: FormScene
    ) -> SummaryList.Row {
        let part = answering.parts[index]
        let asked = part.questions.filter { answering.interview.isAsked($0) }
        let count = asked.filter { answering.interview.code(of: $0) != nil }.count
        let title = partTitle(part, answering, scene)
        return SummaryList.Row(
            title,
            scene.say(
                "\(count) av \(asked.count) besvarade", "\(count) of \(asked.count) answered"),
            action: (
                scene.say("Ändra", "Change"), "\(answering.path)/\(index + 1)",
                scene.say("svaren i \(title)", "the answers in \(title)")
            ))
    }

    private func handIn(_ answering: Answering, _ scene: FormScene) -> HTML {
        guard answering.interview.required.isEmpty else { return .empty }
        let isOnce: Bool
        switch scene.visitor {
        case .kiosk: isOnce = true
        case .respondent(let round, let number):
            isOnce = (try? agent.home.invitations(round))?[number: number]?.label == nil
        default: isOnce = false
        }
        return HTML([
            tag("h2") { scene.say("Lämna in", "Hand in") },
            tag("p") {
                isOnce
                    ? scene.say(
                        "Svaret är anonymt: när det är inlämnat kan ingen här se vems det är, och"
                            + " därför kan det inte ändras.",
                        "The response is anonymous: once it is handed in nobody here can tell whose"
                            + " it is, and so it cannot be changed.")
                    : scene.say(
                        "Svaret sparas här och skickas så snart det finns nätverk. Du kan rätta det"
                            + " efteråt; rättelsen blir en ny version.",
                        "The response is saved here and sent as soon as there is a network. You can"
                            + " correct it afterwards; the correction becomes a new revision.")
            },
            ActionForm(to: "\(answering.path)/review", token: scene.token) {
                tag("div", .class("actions")) {
                    Button(scene.say("Lämna in svaret", "Hand in the response"))
                    Link.secondary(
                        scene.say("Tillbaka till frågorna", "Back to the questions"),
                        to: "\(answering.path)/\(answering.parts.count)")
                }
            }.html,
        ])
    }

    private func answers(_ index: Int, _ answering: Answering, _ scene: FormScene) -> HTML {
        let part = answering.parts[index]
        let asked = part.questions.filter { answering.interview.isAsked($0) }
        guard !asked.isEmpty else { return .empty }
        return tag("details") {
            tag("summary") {
                scene.say("Svaren i ", "The answers in ") + partTitle(part, answering, scene)
            }
            SummaryList(
                asked.map { question in
                    let words = QuestionWords(question, answering.questionnaire, scene.language)
                    let label = words.label(of: answering.interview.code(of: question))
                    return SummaryList.Row(
                        words.text, label ?? scene.say("Inget svar", "No answer"),
                        action: (
                            scene.say("Ändra", "Change"), address(of: question, answering),
                            ": \(words.text)"
                        ))
                })
        }
    }
}

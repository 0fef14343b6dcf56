import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// Checking a questionnaire before it is used, and reading one as a respondent would.
extension DashboardRoutes {
    static let questionnaire: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/questionnaire", .act(.readRounds)) { call in
            let desk = try call.desk()
            let round = try desk.round(call.parameter("round"))
            let questionnaire = try desk.questionnaire(round: round.id)
            return call.roundPage(round, .questionnaire, width: .narrow) {
                call.preview(questionnaire, digest: round.questionnaire)
            }
        },
        DashboardRoute(.get, "/questionnaire", .act(.createRound)) { call in
            call.checkPage(reading: nil, faults: [])
        },
        DashboardRoute(.post, "/questionnaire", .act(.createRound), takes: .upload) { call in
            if let fault = call.unreadable("questionnaire") {
                return call.checkPage(reading: nil, faults: [], fault: fault)
            }
            let (reading, faults) = try QuestionnaireFile.check(
                bytes: Array(call.text("questionnaire").utf8), name: "questionnaire")
            return call.checkPage(reading: reading, faults: faults)
        },
    ]
}

extension DashboardCall {
    /// Faults that are shown; the rest is counted.
    private static let faultsMaximum = 200

    fileprivate func checkPage(
        reading: QuestionnaireFile.Reading?, faults: [QuestionnaireFile.Fault],
        fault: AggregatorError? = nil
    ) -> Response {
        let title = say("Kontrollera ett frågeformulär", "Check a questionnaire")
        let isFaulty = !faults.isEmpty || fault != nil
        return page(title, .rounds, status: isFaulty ? .unprocessableContent : .ok) {
            if let fault { refusal(fault) }
            if !faults.isEmpty { list(faults) }
            if reading != nil {
                Notice(
                    .success, title: say("Inga fel.", "No faults."), language: language
                ) { tag("p") { Link(say("Läs det nedan", "Read it below"), to: "#preview") } }
            }
            tag("h1") { title }
            tag("p") {
                say(
                    "Varje fel visas med sin rad. Inget sparas.",
                    "Every fault is shown with its line. Nothing is stored.")
            }
            form(to: "/questionnaire", Attribute("enctype", "multipart/form-data")) {
                fileField(
                    "questionnaire", text("questionnaire"), accept: ".yaml,.yml,.json",
                    labels: (
                        say("Fil (YAML eller JSON)", "File (YAML or JSON)"),
                        say("Eller klistra in här", "Or paste here")
                    ))
                Button(say("Kontrollera", "Check"))
            }
            if let reading {
                tag("section", .id("preview"), Attribute("aria-labelledby", "preview-title")) {
                    preview(
                        reading.questionnaire, digest: reading.digest.description, isPart: true)
                }
            }
        }
    }

    private func list(_ faults: [QuestionnaireFile.Fault]) -> HTML {
        let lines = text("questionnaire").split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let rest = faults.count - min(faults.count, Self.faultsMaximum)
        return Notice(
            .error,
            title: language.count(
                faults.count, swedish: ("fel", "fel"), english: ("fault", "faults")),
            language: language
        ) {
            tag("ul", .class("faults"), Attribute("lang", "en")) {
                for fault in faults.prefix(Self.faultsMaximum) {
                    tag("li") {
                        fault.text
                        if let line = fault.line, line > 0, line <= lines.count {
                            tag("code", .class("line")) {
                                String(lines[line - 1].prefix(200))
                            }
                        }
                    }
                }
                if rest > 0 { tag("li") { "and \(rest) more" } }
            }
        }.html
    }

    fileprivate func preview(
        _ questionnaire: Questionnaire, digest: String, isPart: Bool = false
    ) -> HTML {
        let code =
            questionnaire.languages.contains(language.code)
            ? language.code : questionnaire.languages.first ?? language.code
        let title = questionnaire.title.text(in: code)
        return HTML([
            isPart
                ? tag("h2", .id("preview-title"), Attribute("lang", code)) { title }
                : tag("h1", Attribute("lang", code)) { title },
            tag("p", .class("lead")) {
                say(
                    "Så här läser den som svarar. Inget sparas här.",
                    "This is what a respondent reads. Nothing is saved here.")
            },
            tag("p", .class("hint")) {
                say(
                    "Version \(questionnaire.version), \(questionnaire.items.count) frågor, ",
                    "Version \(questionnaire.version), \(questionnaire.items.count) items, ")
                tag("span", .class("code digest")) { digest }
            },
            QuestionnairePreview(questionnaire: questionnaire, code: code, language: language)
                .html,
        ])
    }
}

import MaturityModel
import Pages
import SurveyProtocol

/// A page of questions.
extension FormSite {
    func partPage(_ number: Int, _ answering: Answering, _ scene: FormScene) throws -> FormReply {
        let part = answering.parts[number - 1]
        let title = partTitle(part, answering, scene)
        let reason = try returnReason(answering)
        var frame = frame(scene)
        // Unsaved answers would be lost by a link; the form's own button saves them first.
        frame.languagePaths = []
        return .page(
            Page(title: title, language: scene.language, frame: frame) {
                if let reason { returnNotice(reason, scene) }
                progress(number, answering, scene)
                heading(part, title, answering, scene)
                form(number, part, answering, scene)
                if case .kiosk = scene.visitor {
                    scene.button(
                        scene.say(
                            "Avbryt och ta bort mina svar", "Stop and remove my answers"),
                        to: "/leave", weight: .warning)
                }
            })
    }

    private func progress(
        _ number: Int, _ answering: Answering, _ scene: FormScene
    ) -> ProgressLine {
        let answered = answering.answered
        return ProgressLine(
            scene.say(
                "Sida \(number) av \(answering.parts.count) · \(answered.count) av"
                    + " \(answered.of) frågor besvarade",
                "Page \(number) of \(answering.parts.count) · \(answered.count) of"
                    + " \(answered.of) questions answered"),
            done: answered.count, of: answered.of)
    }

    /// The title of a part.
    func partTitle(_ part: FormPart, _ answering: Answering, _ scene: FormScene) -> String {
        guard let node = part.node else { return scene.say("Om dig", "About you") }
        return answering.questionnaire.nodes[node].title.text(in: scene.language.code)
    }

    private func heading(
        _ part: FormPart, _ title: String, _ answering: Answering, _ scene: FormScene
    ) -> HTML {
        guard let node = part.node else {
            return HTML([
                tag("h1") { title },
                tag("p", .class("lead")) {
                    scene.say(
                        "Några frågor om dig först. De gör att resultaten kan jämföras mellan"
                            + " grupper, aldrig mellan personer.",
                        "A few questions about you first. They let results be compared between"
                            + " groups, never between persons.")
                },
            ])
        }
        let nodes = answering.questionnaire.nodes
        let above = nodes[node].parent.map { nodes[$0] }
        return HTML([
            above.map { above in
                tag("p", .class("eyebrow")) { above.title.text(in: scene.language.code) }
            } ?? .empty,
            tag("h1") { title },
            nodes[node].description.map { text in
                tag("p", .class("lead")) { text.text(in: scene.language.code) }
            } ?? .empty,
        ])
    }

    private func form(
        _ number: Int, _ part: FormPart, _ answering: Answering, _ scene: FormScene
    ) -> ActionForm {
        let other: Language = scene.language == .swedish ? .english : .swedish
        let switches = answering.questionnaire.languages.contains(other.code)
        return ActionForm(
            to: "\(answering.path)/\(number)", token: scene.token, .id("answers"),
            Attribute("data-saved", scene.say("Sparat", "Saved")),
            Attribute(
                "data-failed",
                scene.say(
                    "Inte sparat: programmet svarar inte. Försöker igen.",
                    "Not saved: the program does not answer. Trying again."))
        ) {
            // What the Enter key presses: the first button of a form.
            tag(
                "button", Attribute("type", "submit"), Attribute("name", "go"),
                Attribute("value", "next"), .class("unseen"), Attribute("tabindex", "-1"),
                Attribute("aria-hidden", "true")
            ) { scene.say("Nästa", "Next") }
            if switches {
                tag(
                    "button", Attribute("type", "submit"), .class("link-button"),
                    Attribute("name", "go"), Attribute("value", "language-\(other.code)"),
                    Attribute("lang", other.code)
                ) { other.say("Byt till svenska", "Change to English") }
            }
            for group in part.groups { questions(group, answering, scene) }
            if part.node == nil, answering.round.mode == .respondents {
                unitField(answering, scene)
            }
            if part.node != nil { commentField(part, answering, scene) }
            tag("p", .id("saved"), .class("hint"), Attribute("role", "status")) { "" }
            tag("div", .class("actions")) {
                Button(scene.say("Spara och fortsätt", "Save and go on"), name: "go", value: "next")
                if number > 1 {
                    Button(
                        scene.say("Tillbaka", "Back"), weight: .secondary, name: "go",
                        value: "back")
                }
                Button(
                    scene.say("Till översikten", "To the overview"), weight: .secondary,
                    name: "go", value: "review")
            }
        }
    }

    private func questions(
        _ group: FormPart.Group, _ answering: Answering, _ scene: FormScene
    ) -> HTML {
        let asked = group.questions.filter { answering.interview.isAsked($0) }
        guard !asked.isEmpty else { return .empty }
        return HTML([
            group.node.map { node in
                tag("h2") {
                    answering.questionnaire.nodes[node].title.text(in: scene.language.code)
                }
            } ?? .empty,
            HTML(asked.map { question($0, answering, scene) }),
        ])
    }

    private func question(
        _ question: Interview.Question, _ answering: Answering, _ scene: FormScene
    ) -> HTML {
        let interview = answering.interview
        let name = PartIntake.field(question, interview)
        let words = QuestionWords(question, interview.questionnaire, scene.language)
        let chosen = interview.code(of: question)
        let group = ChoiceGroup(
            name, question: HTML(words.text),
            choices: words.options.map { .init($0.code, label: $0.label, isApart: $0.isApart) }
        ).with { group in
            group.chosen = chosen
            group.layout = words.isScale ? .scale : .list
            group.remark = words.isRequired ? scene.say("måste besvaras", "required") : nil
            group.help = words.help.map { (scene.say("Förklaring", "Explanation"), $0) }
        }
        return HTML([
            group.html,
            chosen == nil
                ? .empty
                : tag("p", .class("clear")) {
                    tag(
                        "button", Attribute("type", "submit"), .class("link-button"),
                        Attribute("name", "clear"), Attribute("value", name)
                    ) {
                        scene.say("Ta bort svaret", "Remove the answer")
                        tag("span", .class("unseen")) { ": \(words.text)" }
                    }
                },
        ])
    }

    private func unitField(_ answering: Answering, _ scene: FormScene) -> TextField {
        TextField("unit", label: scene.say("Enhet (frivilligt)", "Unit (optional)")).with {
            $0.hint = scene.say(
                "Den del av organisationen där du arbetar, till exempel ett kontor eller en skola.",
                "The part of the organization where you work, such as an office or a school.")
            $0.value = answering.draft.unit ?? ""
            $0.lengthMaximum = Limits.unitBytesMaximum
        }
    }

    private func commentField(
        _ part: FormPart, _ answering: Answering, _ scene: FormScene
    ) -> TextField {
        TextField(
            "comment", label: scene.say("Kommentar (frivilligt)", "Comment (optional)"),
            kind: .text(rows: 3)
        ).with {
            $0.hint = scene.say(
                "Stannar i er organisation och skickas inte. Samordnaren kan läsa den, så skriv"
                    + " inget som visar vem du är om du inte vill det.",
                "Stays in your organization and is not sent. The coordinator can read it, so write"
                    + " nothing that shows who you are unless you want to.")
            $0.value = answering.draft.comments?[part.id] ?? ""
            $0.lengthMaximum = PartIntake.commentBytesMaximum
        }
    }

    /// Why the response that this draft corrects was returned; nil when it was not.
    private func returnReason(_ answering: Answering) throws -> ReportedProblem? {
        guard answering.draft.revision > 1 else { return nil }
        let entry = try agent.spool.entries(answering.round.id, .returned)
            .last { $0.id == answering.draft.id }
        return try entry.flatMap { try agent.spool.problem(of: $0) }
    }

    /// The reason for a return, on top of the page.
    func returnNotice(_ reason: ReportedProblem, _ scene: FormScene) -> Notice {
        Notice(
            .warning,
            title: scene.say(
                "Svaret kom i retur för att rättas.", "The response was returned to be corrected."),
            language: scene.language
        ) { tag("p") { reason.detail.isEmpty ? reason.title : reason.detail } }
    }
}

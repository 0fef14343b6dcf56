import MaturityModel
import Pages
import SurveyProtocol

/// One sealed response: where it is, and correcting it.
extension FormSite {
    func responsePage(_ round: String, _ id: String, _ scene: FormScene) throws -> FormReply {
        _ = try self.round(round)
        guard let id = ResponseID(id), let entry = try sealed(round).first(where: { $0.id == id })
        else { return missingPage(scene) }
        let isOwn = try agent.home.notes(round).own.contains(id)
        let receipt = try agent.spool.receipts(round)[entry.stem]
        let problem = try agent.spool.problem(of: entry)
        let query = scene.request.query
        let title = scene.say("Inlämnat svar", "Response handed in")
        return page(title, scene) {
            if query["sealed"] != nil {
                Notice(
                    .success,
                    title: scene.say(
                        "Svaret är inlämnat och sparat på den här datorn.",
                        "The response is handed in and saved on this computer."),
                    language: scene.language
                ) {
                    tag("p") {
                        scene.say(
                            "Det skickas så snart det finns nätverk. Du behöver inte vänta.",
                            "It is sent as soon as there is a network. There is no need to wait.")
                    }
                }
            }
            if query["unchanged"] != nil {
                Notice(
                    .information,
                    title: scene.say(
                        "Inget ändrades; det tidigare svaret gäller.",
                        "Nothing changed; the earlier response stands."),
                    language: scene.language)
            }
            if entry.state == .returned, let problem { returnNotice(problem, scene) }
            tag("h1") { title }
            journey(entry, receipt, problem, scene)
            tag("div", .class("actions")) {
                if isOwn {
                    scene.button(
                        scene.say("Rätta svaret", "Correct the response"),
                        to: "/rounds/\(round)/responses/\(id)/correct",
                        weight: entry.state == .returned ? .primary : .secondary)
                }
                Link.secondary(
                    scene.say("Till mätningen", "To the round"), to: "/rounds/\(round)")
            }
        }
    }

    private func journey(
        _ entry: SpoolEntry, _ receipt: Receipt?, _ problem: ReportedProblem?, _ scene: FormScene
    ) -> SummaryList {
        var rows = [
            SummaryList.Row(
                scene.say("Läge", "State"), StatusWords.tag(entry.state, scene.language)),
            SummaryList.Row(
                scene.say("Sparat här", "Saved here"),
                scene.say("Ja, version \(entry.revision)", "Yes, revision \(entry.revision)")),
            SummaryList.Row(
                scene.say("Mottaget centralt", "Received by the centre"),
                receipt.map { LocalTime.text($0.receivedAt) }
                    ?? scene.say("Inte ännu", "Not yet")),
        ]
        if let problem {
            rows.append(
                SummaryList.Row(
                    scene.say("Skäl", "Reason"),
                    problem.detail.isEmpty ? problem.title : problem.detail))
        }
        rows.append(
            SummaryList.Row(
                scene.say("Svarets nummer", "The response's id"),
                tag("span", .class("code")) { entry.id.description }))
        return SummaryList(rows)
    }

    /// The returned responses of a round, with what to do; nothing when there are none.
    func returnedResponses(_ round: String, _ scene: FormScene) throws -> HTML {
        let returned = try sealed(round).filter { $0.state == .returned }
        guard !returned.isEmpty else { return .empty }
        let own = try agent.home.notes(round).own
        let list = try agent.home.invitations(round)
        let lines = try returned.map { entry in
            let problem = try agent.spool.problem(of: entry)
            let reason = problem.map { $0.detail.isEmpty ? $0.title : $0.detail } ?? ""
            let invitation = list.invitations.first { $0.response == entry.id }
            return tag("p") {
                tag("strong") { reason }
                " "
                if own.contains(entry.id) {
                    Link(
                        scene.say("Öppna svaret", "Open the response"),
                        to: "/rounds/\(round)/responses/\(entry.id)")
                } else {
                    whoCorrects(invitation, scene)
                }
            }
        }
        return Notice(
            .warning,
            title: scene.say("Svar i retur att rätta", "Returned responses to correct"),
            language: scene.language
        ) { HTML(lines) }.html
    }

    private func whoCorrects(_ invitation: Invitation?, _ scene: FormScene) -> String {
        guard let label = invitation?.label else {
            return scene.say(
                "Svaret är anonymt eller inläst; ingen här kan öppna det. Läs in det på nytt, eller"
                    + " tala med den centrala gruppen.",
                "The response is anonymous or imported; nobody here can open it. Import it again,"
                    + " or talk to the central team.")
        }
        return scene.say(
            "Be \(label) öppna sin länk igen och rätta.",
            "Ask \(label) to open the link again and correct.")
    }
}

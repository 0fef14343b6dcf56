import MaturityModel
import Pages
import SurveyProtocol

/// One sealed response: where it is, and correcting it.
extension FormSite {
    func responsePage(_ round: String, _ id: String, _ scene: FormScene) throws -> FormReply {
        let isArchived = try self.round(round).round.state == .archived
        guard let id = ResponseID(id), let entry = try sealed(round).first(where: { $0.id == id })
        else { return missingPage(scene) }
        let provenance = try Provenance(round, in: agent.home)
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
            journey(entry, provenance, (receipt, problem), scene)
            if !isArchived { opening(entry, provenance, scene) }
            tag("div", .class("actions")) {
                Link.secondary(
                    scene.say("Till mätningen", "To the round"), to: "/rounds/\(round)")
            }
        }
    }

    /// The way to correct a response, or why there is none here.
    private func opening(
        _ entry: SpoolEntry, _ provenance: Provenance, _ scene: FormScene
    ) -> HTML {
        let path = "/rounds/\(entry.round)/responses/\(entry.id)/correct"
        let title = scene.say("Rätta svaret", "Correct the response")
        if provenance.mayOpen(entry.id) {
            return tag("div", .class("actions")) {
                scene.button(
                    title, to: path, weight: entry.state == .returned ? .primary : .secondary)
            }
        }
        guard provenance.invited[entry.id] == nil else {
            return tag("p") { whoCorrects(entry.id, provenance, scene) }
        }
        let isWrong = scene.request.query["label"] != nil
        return HTML([
            tag("p") { whoCorrects(entry.id, provenance, scene) },
            ActionForm(to: path, token: scene.token) {
                TextField("label", label: scene.say("Svarets namn", "The response's label")).with {
                    $0.isRequired = true
                    $0.lengthMaximum = InvitationList.labelBytesMaximum
                    $0.error =
                        isWrong
                        ? scene.say(
                            "Det är inte det här svarets namn.",
                            "That is not the label of this response.") : nil
                }
                Button(title, weight: entry.state == .returned ? .primary : .secondary)
            }.html,
        ])
    }

    /// Which response is meant, as the coordinator knows it.
    private func name(_ id: ResponseID, _ provenance: Provenance, _ scene: FormScene) -> String {
        if let label = provenance.invited[id]?.label { return label }
        if let place = provenance.places[id] {
            return scene.say(
                "\(place.file), rad \(place.line)", "\(place.file), line \(place.line)")
        }
        return "…\(id.description.suffix(12))"
    }

    private func journey(
        _ entry: SpoolEntry, _ provenance: Provenance,
        _ centre: (receipt: Receipt?, problem: ReportedProblem?), _ scene: FormScene
    ) -> SummaryList {
        let (receipt, problem) = centre
        var rows = [
            SummaryList.Row(scene.say("Svar", "Response"), name(entry.id, provenance, scene)),
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
        let provenance = try Provenance(round, in: agent.home)
        let lines = try returned.map { entry in
            let problem = try agent.spool.problem(of: entry)
            let reason = problem.map { $0.detail.isEmpty ? $0.title : $0.detail } ?? ""
            return tag("p") {
                Link(
                    name(entry.id, provenance, scene),
                    to: "/rounds/\(round)/responses/\(entry.id)")
                ": "
                tag("strong") { reason }
                if provenance.invited[entry.id] != nil {
                    " "
                    whoCorrects(entry.id, provenance, scene)
                }
            }
        }
        return Notice(
            .warning,
            title: scene.say("Svar i retur att rätta", "Returned responses to correct"),
            language: scene.language
        ) { HTML(lines) }.html
    }

    private func whoCorrects(
        _ id: ResponseID, _ provenance: Provenance, _ scene: FormScene
    ) -> String {
        guard let label = provenance.invited[id]?.label else {
            return scene.say(
                "Har svaret ett namn, så öppnas det med namnet. Är det inläst från en fil öppnas"
                    + " det sedan samma fil har lästs in en gång till. Ett anonymt svar kan ingen"
                    + " här öppna; tala då med den centrala gruppen.",
                "A response with a label opens with the label. One that was imported from a file"
                    + " opens after the same file has been imported once more. An anonymous one"
                    + " nobody here can open; then talk to the central team.")
        }
        return scene.say(
            "Be \(label) öppna sin länk igen och rätta.",
            "Ask \(label) to open the link again and correct.")
    }
}

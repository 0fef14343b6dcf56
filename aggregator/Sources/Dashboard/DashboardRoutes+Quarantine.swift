import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Deciding about responses that are kept apart, and giving responses back.
extension DashboardRoutes {
    static let quarantine: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/quarantine", .act(.readQuarantine)) { call in
            try call.quarantinePage()
        },
        DashboardRoute(.get, "/rounds/{round}/quarantine/{number}", .act(.readQuarantine)) { call in
            try call.entryPage(fault: nil)
        },
        DashboardRoute(
            .post, "/rounds/{round}/quarantine/{number}", .act(.decideQuarantine)
        ) { call in
            do {
                if call.field("do") != "accept", call.field("reason").isEmpty {
                    return try call.entryPage(fault: nil, lacksReason: true)
                }
                return try call.decide()
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.entryPage(fault: error)
            }
        },
    ]
}

extension DashboardCall {
    private var quarantinePath: String { DashboardRoutes.root + roundPath("/quarantine") }

    fileprivate func decide() throws -> Response {
        let desk = try desk()
        let entry = try entry()
        switch field("do") {
        case "return":
            try desk.giveBack(response: String(entry.number), reason: field("reason"))
            return goTo(quarantinePath, saying: .responseReturned)
        case let word:
            try desk.decide(
                QuarantineDecision(
                    number: entry.number, isAccepted: word == "accept", reason: field("reason"),
                    keepsOthers: field("beside") == "yes"))
            return goTo(
                quarantinePath, saying: word == "accept" ? .responseAccepted : .responseRejected)
        }
    }

    private func entry() throws -> QuarantineOverview {
        guard let number = Int64(parameter("number")) else {
            throw AggregatorError.quarantineUnknown("that number")
        }
        let entry = try desk().quarantined(number)
        guard entry.round == parameter("round") else {
            throw AggregatorError.quarantineUnknown("the number \(number) in this round")
        }
        return entry
    }

    fileprivate func quarantinePage() throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let isAll = query("decided") == "yes"
        let view = ListView { query($0) }
        let all = try desk.quarantine(round: round.id, decided: isAll)
        let (rows, page, pages) = view.rows(of: all) { [$0.organization, $0.response] }
        let names = try desk.names(of: rows.map(\.organization))
        let mark = isAll ? "&decided=yes" : ""
        return roundPage(round, .quarantine) {
            tag("h1") { RoundPlace.quarantine.title(language) }
            tag("p") {
                say(
                    "Svar som inte kunde räknas utan vidare. Inget är borttaget; en person"
                        + " bestämmer.",
                    "Responses that could not be counted as they are. Nothing is removed; a person"
                        + " decides.")
            }
            tag("p") {
                isAll
                    ? Link(
                        say("Visa bara det som väntar", "Show only what waits"), to: quarantinePath)
                    : Link(
                        say("Visa också det som är avgjort", "Show what was decided, too"),
                        to: "\(quarantinePath)?decided=yes")
            }
            if rows.isEmpty {
                Notice(
                    .success,
                    title: say("Inget väntar på beslut.", "Nothing waits for a decision."),
                    language: language)
            } else {
                table(rows, names)
            }
            Pager(page: page, pages: pages, language: language) {
                quarantinePath + view.address(page: $0) + mark
            }
            if mayAll(.returnResponse) {
                tag("p") {
                    Link(
                        say(
                            "Hitta ett mottaget svar att skicka tillbaka",
                            "Find a received response to return"),
                        to: RoundPlace.responses.path(in: round.id))
                }
            }
        }
    }

    private func table(
        _ rows: [QuarantineOverview], _ names: [String: String]
    ) -> DataTable {
        DataTable(
            RoundPlace.quarantine.title(language),
            columns: [
                .init(say("Nummer", "Number")), .init(say("Organisation", "Organization")),
                .init(say("Skäl", "Reason")), .init(say("Kom", "Arrived")),
                .init(say("Läge", "State")),
            ],
            rows: rows.map { entry in
                [
                    Link(String(entry.number), to: "\(quarantinePath)/\(entry.number)").html,
                    organization(entry.organization, names),
                    HTML(QuarantineWords.title(entry.code, language)),
                    time.html(entry.arrived), state(entry).html,
                ]
            }
        ).withoutVisibleCaption()
    }

    private func state(_ entry: QuarantineOverview) -> StatusTag {
        switch entry.decision {
        case "accepted": StatusTag(say("Godkänt", "Accepted"), .good)
        case "rejected": StatusTag(say("Avvisat", "Rejected"), .bad)
        default:
            entry.returned == nil
                ? StatusTag(say("Väntar på beslut", "Waits for a decision"), .attention)
                : StatusTag(say("I retur", "Returned"), .waiting)
        }
    }

    /// The reason of a decision, which only accepting does without.
    private func decisionReason(lacksReason: Bool) -> TextField {
        reasonField(
            say(
                "Skäl (krävs för att skicka tillbaka eller avvisa)",
                "Reason (required to return or reject)")
        ).with {
            // Accepting sends the same form, so the browser cannot ask for it.
            $0.isRequired = false
            $0.error = lacksReason ? reasonMissing : nil
        }
    }

    private var reasonMissing: String {
        say(
            "Skriv varför du skickar tillbaka eller avvisar svaret.",
            "Write why you return or reject the response.")
    }

    /// A field for a reason that the coordinator reads.
    func reasonField(_ label: String) -> TextField {
        TextField("reason", label: label).with {
            $0.value = field("reason")
            $0.hint = say(
                "Samordnaren läser det. Skriv inga personuppgifter.",
                "The coordinator reads it. Write nothing about persons.")
            $0.isRequired = true
            $0.lengthMaximum = 500
        }
    }

    fileprivate func entryPage(
        fault: AggregatorError?, lacksReason: Bool = false
    ) throws -> Response {
        let round = try desk().round(parameter("round"))
        let entry = try entry()
        let title = say("Svar \(entry.number) i karantän", "Response \(entry.number) in quarantine")
        let facts = try facts(entry)
        return roundPage(
            round, .quarantine, width: .narrow,
            status: lacksReason ? .badRequest : status(of: fault)
        ) {
            if let fault { refusal(fault) }
            if lacksReason { Notice(.error, title: reasonMissing, language: language) }
            tag("h1") { title }
            SummaryList(facts)
            if entry.decision != "accepted", mayAll(.decideQuarantine) {
                decisionForm(entry, lacksReason: lacksReason)
            }
            tag("p") { Link(say("Tillbaka till listan", "Back to the list"), to: quarantinePath) }
        }
    }

    private func facts(_ entry: QuarantineOverview) throws -> [SummaryList.Row] {
        let names = try desk().names(of: [entry.organization])
        var rows: [SummaryList.Row] = [
            .init(say("Läge", "State"), state(entry)),
            .init(say("Skäl", "Reason"), QuarantineWords.title(entry.code, language)),
            .init(
                say("Mer exakt", "More exactly"),
                tag("span", Attribute("lang", "en")) { entry.detail }
            ),
            .init(say("Organisation", "Organization"), organization(entry.organization, names)),
            .init(say("Kom", "Arrived"), time.html(entry.arrived)),
            .init(
                say("Svarets id", "Response's id"),
                tag("span", .class("code")) { "\(entry.response), \(entry.revision)" }),
        ]
        if let returned = entry.returned {
            rows.append(.init(say("Returnerat med", "Returned with"), returned))
        }
        if let reason = entry.decisionReason, !reason.isEmpty {
            rows.append(.init(say("Beslutets skäl", "Reason of the decision"), reason))
        }
        return rows
    }

    private func decisionForm(_ entry: QuarantineOverview, lacksReason: Bool) -> HTML {
        HTML([
            tag("h2") { say("Ditt beslut", "Your decision") },
            tag("p") { QuarantineWords.consequence(entry.code, language) },
            form(to: roundPath("/quarantine/\(entry.number)")) {
                decisionReason(lacksReason: lacksReason)
                if entry.code == "respondent-repeated" {
                    tag("label", .class("tick")) {
                        void(
                            "input", Attribute("type", "checkbox"), Attribute("name", "beside"),
                            Attribute("value", "yes"))
                        tag("span") {
                            say(
                                "Det är två personer: låt båda räknas.",
                                "They are two people: let both count.")
                        }
                    }
                }
                tag("div", .class("actions")) {
                    Button(say("Godkänn", "Accept"), name: "do", value: "accept")
                    Button(
                        say("Skicka tillbaka", "Return"), weight: .secondary, name: "do",
                        value: "return")
                    Button(say("Avvisa", "Reject"), weight: .warning, name: "do", value: "reject")
                }
            }.html,
        ])
    }
}

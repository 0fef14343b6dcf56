import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Deciding about responses that are kept apart, and giving responses back.
extension DashboardRoutes {
    static let quarantine: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/quarantine", .act(.readQuarantine)) { call in
            try call.quarantinePage(fault: nil)
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
        DashboardRoute(.post, "/rounds/{round}/returns", .act(.returnResponse)) { call in
            do {
                try call.desk().giveBack(
                    response: call.field("response"), reason: call.field("reason"))
                return call.goTo(root + call.roundPath("/quarantine"), saying: .responseReturned)
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.quarantinePage(fault: error)
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

    fileprivate func quarantinePage(fault: AggregatorError?) throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let isAll = query("decided") == "yes"
        let view = ListView { query($0) }
        let all = try desk.quarantine(round: round.id, decided: isAll)
        let (rows, page, pages) = view.rows(of: all) { [$0.organization, $0.response] }
        let mark = isAll ? "&decided=yes" : ""
        return roundPage(round, .quarantine, status: status(of: fault)) {
            if let fault { refusal(fault) }
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
                table(rows)
            }
            Pager(page: page, pages: pages, language: language) {
                quarantinePath + view.address(page: $0) + mark
            }
            if mayAll(.returnResponse) { returnForm }
        }
    }

    private func table(_ rows: [QuarantineOverview]) -> DataTable {
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
                    HTML(entry.organization), HTML(QuarantineWords.title(entry.code, language)),
                    LocalTime.html(entry.arrived), state(entry).html,
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

    private var returnForm: HTML {
        HTML([
            tag("h2") { say("Skicka tillbaka ett svar", "Return a response") },
            tag("p") {
                say(
                    "Samordnaren får rätta det. Det som är sparat räknas tills rättelsen kommer.",
                    "The coordinator may correct it. What is stored counts until the correction"
                        + " arrives.")
            },
            form(to: roundPath("/returns")) {
                TextField("response", label: say("Svarets id", "Response's id")).with {
                    $0.value = field("response")
                    $0.isRequired = true
                    $0.lengthMaximum = 64
                }
                reasonField(say("Skäl", "Reason"))
                Button(say("Skicka tillbaka", "Return"), weight: .secondary)
            }.html,
        ])
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

    private func reasonField(_ label: String) -> TextField {
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
        return roundPage(
            round, .quarantine, width: .narrow,
            status: lacksReason ? .badRequest : status(of: fault)
        ) {
            if let fault { refusal(fault) }
            if lacksReason { Notice(.error, title: reasonMissing, language: language) }
            tag("h1") { title }
            SummaryList(facts(entry))
            if entry.decision != "accepted", mayAll(.decideQuarantine) {
                decisionForm(entry, lacksReason: lacksReason)
            }
            tag("p") { Link(say("Tillbaka till listan", "Back to the list"), to: quarantinePath) }
        }
    }

    private func facts(_ entry: QuarantineOverview) -> [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init(say("Läge", "State"), state(entry)),
            .init(say("Skäl", "Reason"), QuarantineWords.title(entry.code, language)),
            .init(
                say("Mer exakt", "More exactly"),
                tag("span", Attribute("lang", "en")) { entry.detail }
            ),
            .init(say("Organisation", "Organization"), entry.organization),
            .init(say("Kom", "Arrived"), LocalTime.html(entry.arrived)),
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

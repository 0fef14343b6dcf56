import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Finding a response to give back, and what became of those that were.
extension DashboardRoutes {
    static let responses: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/responses", .act(.returnResponse)) { call in
            try call.responsesPage()
        },
        DashboardRoute(
            .get, "/rounds/{round}/responses/{response}/return", .act(.returnResponse)
        ) { call in
            try call.returnPage(call.parameter("response"), fault: nil)
        },
        DashboardRoute(.post, "/rounds/{round}/returns", .act(.returnResponse)) { call in
            do {
                let response = try call.desk().response(
                    call.field("response"), round: call.parameter("round"))
                try call.desk().giveBack(
                    response: response.response.id.description, reason: call.field("reason"))
                return call.goTo(
                    RoundPlace.responses.path(in: call.parameter("round"))
                        + "?organization=\(FormFields.encoded(response.organization))",
                    saying: .responseReturned)
            } catch let error as AggregatorError where error.isCorrectable {
                guard error.code != .responseUnknown else { throw error }
                return try call.returnPage(call.field("response"), fault: error)
            }
        },
    ]
}

extension ResponseID {
    /// The last characters, which tell the responses of an organization apart.
    var short: String { String(description.suffix(8)) }
}

extension DashboardCall {
    private var path: String { DashboardRoutes.root + roundPath("/responses") }

    fileprivate func responsesPage() throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let choice = try organizationChoice(round: round.id)
        let chosen = query("organization") ?? ""
        let pages = ListPages(page: ListView { query($0) }.page, rows: ListView.rowsMaximum)
        let found =
            chosen.isEmpty
            ? nil : try desk.received(round: round.id, organization: chosen, pages)
        let back = ListPages(page: number("returns", or: 1), rows: 20)
        let returned = try desk.givenBack(round: round.id, back)
        let names = try desk.names(of: returned.rows.map(\.organization) + [chosen])
        return roundPage(round, .responses) {
            tag("h1") { RoundPlace.responses.title(language) }
            tag("p") {
                say(
                    "Välj en organisation för att hitta ett svar som ska rättas. Här visas när det"
                        + " kom, aldrig vad som svarats.",
                    "Choose an organization to find a response that is to be corrected. You see"
                        + " when it came, never what was answered.")
            }
            finder(choice, at: path)
            chooser(choice, chosen)
            if let found { responses(found, pages, of: names[chosen] ?? chosen, chosen) }
            tag("h2") { say("Skickade tillbaka", "Returned") }
            returns(returned, back, names)
        }
    }

    private func chooser(_ choice: OrganizationChoice, _ chosen: String) -> HTML {
        tag("form", .class("filters"), Attribute("method", "get"), .action(path)) {
            if !choice.search.isEmpty { hidden(OrganizationChoice.searchField, choice.search) }
            organizationField(
                choice, label: say("Organisation", "Organization"), chosen: chosen,
                none: say("Välj …", "Choose …"))
            Button(say("Visa svar", "Show responses"))
        }
    }

    private func responses(
        _ found: Desk.Part<SQLiteReader.Received>, _ pages: ListPages, of name: String,
        _ organization: String
    ) -> HTML {
        guard found.count > 0 else {
            return tag("p") { say("\(name) har inga svar.", "\(name) has no responses.") }
        }
        let base = "\(path)?organization=\(FormFields.encoded(organization))&page="
        return HTML([
            DataTable(
                say("Svar från \(name): \(found.count)", "Responses of \(name): \(found.count)"),
                columns: [
                    .init(say("Kom", "Arrived")), .init(say("Kort id", "Short id")),
                    .init(say("Version", "Revision"), isNumeric: true),
                    .init(say("Läge", "State")), .init(say("Göra", "To do")),
                ],
                rows: found.rows.map { row in
                    [
                        time.html(row.received.text),
                        tag("span", .class("code")) { row.id.short },
                        HTML(String(row.revision)), state(row).html, todo(row),
                    ]
                }
            ).html,
            Pager(page: pages.page, pages: pages.pages(of: found.count), language: language) {
                base + "\($0)"
            }.html,
        ])
    }

    private func isReturned(_ row: SQLiteReader.Received) -> Bool {
        row.returned.map { $0 >= row.received } ?? false
    }

    private func state(_ row: SQLiteReader.Received) -> StatusTag {
        if isReturned(row) { return StatusTag(say("I retur", "Returned"), .waiting) }
        return row.returned == nil
            ? StatusTag(say("Mottaget", "Received"), .good)
            : StatusTag(say("Rättat", "Corrected"), .good)
    }

    private func todo(_ row: SQLiteReader.Received) -> HTML {
        guard !isReturned(row) else { return HTML("–") }
        return tag("a", .href("\(path)/\(row.id.description)/return")) {
            say("Skicka tillbaka", "Return")
            tag("span", .class("unseen")) { " \(row.id.short)" }
        }
    }

    private func returns(
        _ found: Desk.Part<SQLiteReader.GivenBack>, _ pages: ListPages, _ names: [String: String]
    ) -> HTML {
        guard found.count > 0 else {
            return tag("p") { say("Inga svar är tillbaka.", "No response was returned.") }
        }
        return HTML([
            DataTable(
                say("Skickade tillbaka: \(found.count)", "Returned: \(found.count)"),
                columns: [
                    .init(say("Organisation", "Organization")),
                    .init(say("Kort id", "Short id")), .init(say("När", "When")),
                    .init(say("Skäl", "Reason")), .init(say("Läge", "State")),
                ],
                rows: found.rows.map { row in
                    [
                        organization(row.organization, names),
                        tag("span", .class("code")) { "\(row.id.short), \(row.revision)" },
                        time.html(row.returned.text), HTML(row.reason), answer(row),
                    ]
                }
            ).withoutVisibleCaption().html,
            Pager(page: pages.page, pages: pages.pages(of: found.count), language: language) {
                "\(path)?returns=\($0)"
            }.html,
        ])
    }

    private func answer(_ row: SQLiteReader.GivenBack) -> HTML {
        guard let answered = row.answered else {
            return StatusTag(say("Väntar på rättelse", "Waits for a correction"), .waiting).html
        }
        return HTML([
            StatusTag(say("Rättat", "Corrected"), .good).html, HTML(" "),
            time.html(answered.text),
        ])
    }

    fileprivate func returnPage(_ id: String, fault: AggregatorError?) throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let found = try desk.response(id, round: round.id)
        let names = try desk.names(of: [found.organization])
        let title = say("Skicka tillbaka ett svar?", "Return a response?")
        return roundPage(round, .responses, width: .narrow, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            SummaryList([
                .init(
                    say("Organisation", "Organization"), organization(found.organization, names)),
                .init(
                    say("Kort id", "Short id"),
                    tag("span", .class("code")) { found.response.id.short }),
                .init(say("Version", "Revision"), String(found.response.revision)),
                .init(
                    say("Hela id:t", "Whole id"),
                    tag("span", .class("code")) { found.response.id.description }),
            ])
            tag("p") {
                say(
                    "Samordnaren får rätta det. Det som är sparat räknas tills rättelsen kommer.",
                    "The coordinator may correct it. What is stored counts until the correction"
                        + " arrives.")
            }
            form(to: roundPath("/returns")) {
                hidden("response", found.response.id.description)
                reasonField(say("Skäl", "Reason"))
                tag("div", .class("actions")) {
                    Button(say("Skicka tillbaka", "Return"))
                    Link.secondary(
                        say("Avbryt", "Cancel"),
                        to: "\(path)?organization=\(FormFields.encoded(found.organization))")
                }
            }
        }
    }
}

import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// A round's roster, and the codes with which its organizations enroll.
extension DashboardRoutes {
    /// Codes that are made at once at most.
    private static let codesMaximum = 1_000

    static let roster: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/roster", .act(.readRoster)) { call in
            try await call.rosterPage(fault: nil)
        },
        DashboardRoute(.post, "/rounds/{round}/codes", .act(.makeCode), takes: .upload) { call in
            do {
                return try await call.makeCodes(maximum: codesMaximum)
            } catch let error as AggregatorError where error.isCorrectable {
                return try await call.rosterPage(fault: error)
            }
        },
    ]
}

extension DashboardCall {
    fileprivate func makeCodes(maximum: Int) async throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let names = Dictionary(
            try desk.roster(round: round.id).map { ($0.id, $0.name) }
        ) { first, _ in first }
        var chosen = fields.values(of: "organization")
        if field("do") == "all" {
            chosen = try await desk.followUp(round: round.id).status.organizations
                .filter { !$0.hasAgent }.map(\.organization)
        }
        guard (1...maximum).contains(chosen.count) else {
            throw AggregatorError(
                .requestInvalid, "\(chosen.count) organizations are chosen",
                hint: "choose 1 to \(maximum)")
        }
        let seconds = (Int64(field("hours")) ?? 24) * 3_600
        let rows = try chosen.map { id in
            guard let name = names[id] else {
                throw AggregatorError(
                    .organizationUnknown, "\(id.prefix(64)) is not on the roster",
                    hint: "reload the page and choose again")
            }
            return (name: name, secret: try desk.makeCode(organization: id, seconds: seconds))
        }
        return try goShow(
            .init(subject: .codes, rows: rows, next: RoundPlace.roster.path(in: round.id)))
    }

    fileprivate func rosterPage(fault: AggregatorError?) async throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let agents = Set(
            try await desk.followUp(round: round.id).status.organizations.filter(\.hasAgent)
                .map(\.organization))
        let view = ListView { query($0) }
        let all = try desk.roster(round: round.id)
        let (rows, page, pages) = view.rows(of: all) { [$0.id, $0.name] }
        let path = RoundPlace.roster.path(in: round.id)
        let makes = mayAll(.makeCode)
        return roundPage(round, .roster, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { RoundPlace.roster.title(language) }
            tag("p") {
                say(
                    "\(all.count) organisationer, version \(round.rosterVersion) av listan.",
                    "\(all.count) organizations, version \(round.rosterVersion) of the roster.")
            }
            if mayAll(.correctRoster) {
                tag("div", .class("actions")) {
                    Link.secondary(
                        say("Rätta listan", "Correct the roster"), to: "\(path)/correction")
                }
            }
            searchForm(view, at: path, label: say("Namn eller id", "Name or id"))
            if makes {
                form(to: roundPath("/codes")) {
                    table(rows, agents: agents, choosing: true)
                    codeButtons(missing: all.count - agents.count)
                }
            } else {
                table(rows, agents: agents, choosing: false)
            }
            Pager(page: page, pages: pages, language: language) { path + view.address(page: $0) }
        }
    }

    private func table(
        _ rows: [RosterOrganization], agents: Set<String>, choosing: Bool
    ) -> DataTable {
        let columns: [DataTable.Column] = [
            .init(say("Organisation", "Organization")), .init(say("Id", "Id")),
            .init(say("Typ", "Kind")), .init(say("Sektor", "Sector")),
            .init(say("Överordnad", "Parent")),
            .init(say("Inbjudna", "Invited"), isNumeric: true),
            .init(say("Anställda", "Employees"), isNumeric: true),
            .init(say("Ansluten", "Enrolled")),
        ]
        return DataTable(
            say("Organisationer", "Organizations"), columns: columns,
            rows: rows.map { row in
                [
                    choosing ? choice(row) : HTML(row.name),
                    tag("span", .class("code")) { row.id }, HTML(language.kind(row.kind)),
                    HTML(row.sector ?? "–"), HTML(row.parent ?? "–"),
                    HTML(row.invited.map(String.init) ?? "–"),
                    HTML(row.employees.map(String.init) ?? "–"),
                    agents.contains(row.id)
                        ? StatusTag(say("Ja", "Yes"), .good).html
                        : StatusTag(say("Nej", "No"), .neutral).html,
                ]
            }
        ).withoutVisibleCaption()
    }

    private func choice(_ row: RosterOrganization) -> HTML {
        tag("label", .class("tick")) {
            void(
                "input", Attribute("type", "checkbox"), Attribute("name", "organization"),
                Attribute("value", row.id))
            tag("span") { row.name }
        }
    }

    private func codeButtons(missing: Int) -> HTML {
        HTML([
            tag("h2") { say("Anslutningskoder", "Enrollment codes") },
            tag("p") {
                say(
                    "En kod ansluter ett program för sin organisation, en gång. Kryssa i"
                        + " organisationer i tabellen. Koderna visas en gång.",
                    "A code enrolls one program for its organization, once. Tick organizations in"
                        + " the table. The codes are shown once.")
            },
            Select(
                "hours", label: say("Koderna gäller i", "The codes are valid for"),
                options: [
                    ("24", say("ett dygn", "a day")), ("168", say("en vecka", "a week")),
                    ("720", say("30 dagar", "30 days")),
                ], chosen: "24"
            ).html,
            tag("div", .class("actions")) {
                Button(
                    say("Gör koder för de ikryssade", "Make codes for those ticked"), name: "do",
                    value: "chosen")
                if missing > 0, missing <= 1_000 {
                    Button(
                        say(
                            "Gör koder för alla \(missing) som inte är anslutna",
                            "Make codes for all \(missing) not enrolled"), weight: .secondary,
                        name: "do", value: "all")
                }
            },
        ])
    }
}

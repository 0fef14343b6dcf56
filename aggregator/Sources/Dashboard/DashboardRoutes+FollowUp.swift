import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Following a round while it happens.
extension DashboardRoutes {
    static let followUp: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/follow-up", .act(.readStatus)) { call in
            let desk = try call.desk()
            let round = try desk.round(call.parameter("round"))
            let sheet = try await desk.followUp(round: round.id)
            return call.followUpPage(round, sheet)
        },
        DashboardRoute(
            .get, "/rounds/{round}/follow-up/live", .act(.readStatus), takes: .quiet
        ) { call in
            let round = try call.desk().round(call.parameter("round"))
            guard call.mayAll(.readStatus) else { return DashboardAnswer.nothing() }
            return await call.memory.live.answer(
                call, round: round.id,
                seen: call.header("Last-Event-ID") ?? call.query("from"))
        },
        DashboardRoute(.get, "/rounds/{round}/reminders", .act(.readReminders)) { call in
            let round = call.parameter("round")
            return DashboardAnswer.file(
                Reminder.csv(try call.desk().reminders(round: round, letter: call.letter)),
                type: "text/csv; charset=utf-8", name: "reminders-\(round).csv")
        },
    ]
}

extension DashboardCall {
    /// How mails are written for whoever reads this page.
    fileprivate var letter: ReminderLetter {
        let time = time
        return ReminderLetter(language: language) { "\(time.text($0)) (\(time.zone))" }
    }

    fileprivate func followUpPage(
        _ round: RoundOverview, _ sheet: FollowUpBoard.Sheet
    ) -> Response {
        let view = FollowUpView { query($0) }
        let part = FollowUpPart(status: sheet.status, language: language, time: time)
        let title = RoundPlace.followUp.title(language)
        let isLive = mayAll(.readStatus) && round.state != .archived
        return roundPage(round, .followUp) {
            tag("h1") { title }
            if round.state.isEnded { ended(round) }
            tag(
                "div", .id("live"),
                .optional(
                    "data-live",
                    isLive
                        ? "\(DashboardRoutes.root)\(roundPath("/follow-up/live"))" : nil),
                .optional("data-from", isLive ? String(sheet.revision) : nil),
                Attribute("data-on", say("Uppdateras av sig själv.", "Updates by itself.")),
                Attribute(
                    "data-off",
                    say(
                        "Uppdateras inte längre. Läs in sidan igen.",
                        "No longer updates. Reload the page."))
            ) {
                tag("p", .id("live-state"), .class("hint"), Attribute("role", "status")) {
                    say(
                        "Läs in sidan igen för att se det senaste.",
                        "Reload the page to see the latest.")
                }
                part.figures
                if sheet.status.kinds.count > 1 { part.kinds }
                tag("h2") { say("Organisationer", "Organizations") }
                filters(view, kinds: sheet.status.kinds.map(\.kind))
                table(view, part)
            }
            if mayAll(.readReminders) {
                tag("div", .class("actions")) {
                    Link.secondary(
                        say("Ladda ner påminnelselista (CSV)", "Download the reminder list (CSV)"),
                        to: DashboardRoutes.root + roundPath("/reminders"))
                }
            }
        }
    }

    /// What holds once no more responses are asked for.
    private func ended(_ round: RoundOverview) -> Notice {
        Notice(
            .information,
            title: say(
                "Mätningen är stängd. Inga fler svar efterfrågas.",
                "The round is closed. No more responses are asked for."), language: language)
    }

    private func filters(_ view: FollowUpView, kinds: [String]) -> HTML {
        tag(
            "form", .class("filters"), Attribute("method", "get"),
            .action(DashboardRoutes.root + roundPath("/follow-up")), Attribute("role", "search")
        ) {
            TextField("search", label: say("Namn eller id", "Name or id")).with {
                $0.value = view.search
                $0.lengthMaximum = FollowUpView.searchMaximum
            }
            Select(
                "kind", label: say("Typ", "Kind"),
                options: [("", say("Alla", "All"))] + kinds.map { ($0, language.kinds($0)) },
                chosen: view.kind)
            Select(
                "show", label: say("Visa", "Show"),
                options: FollowUpView.Show.allCases.map { ($0.rawValue, title($0)) },
                chosen: view.show.rawValue)
            if view.order != .name { hidden("order", view.order.rawValue) }
            if view.isDescending { hidden("down", "1") }
            Button(say("Filtrera", "Filter"), weight: .secondary)
        }
    }

    private func title(_ show: FollowUpView.Show) -> String {
        switch show {
        case .all: say("Alla", "All")
        case .notBegun: say("Inte börjat", "Not begun")
        case .incomplete: say("Pågår", "Under way")
        case .complete: say("Kompletta", "Complete")
        case .waiting: say("Med svar som väntar", "With responses that wait")
        case .quarantined: say("Med svar i karantän", "With responses in quarantine")
        case .noAgent: say("Inte anslutna", "Without an agent")
        }
    }

    private func table(_ view: FollowUpView, _ part: FollowUpPart) -> HTML {
        let (rows, count, pages) = view.rows(of: part.status.organizations)
        let base = DashboardRoutes.root + roundPath("/follow-up")
        let columns: [(String, FollowUpView.Order?, Bool)] = [
            (say("Organisation", "Organization"), .name, false),
            (say("Typ", "Kind"), .kind, false), (say("Inbjudna", "Invited"), .invited, true),
            (say("Svar", "Received"), .received, true), (say("Andel", "Rate"), .rate, true),
            (say("Väntar", "Waiting"), .waiting, true),
            (say("Karantän", "Quarantine"), .quarantined, true),
            (say("Senaste kontakt", "Last contact"), .contact, false),
            (say("Läge", "State"), nil, false),
        ]
        let table = DataTable(
            language.count(
                count, swedish: ("organisation", "organisationer"),
                english: ("organization", "organizations")),
            columns: columns.map { title, order, isNumeric in
                .init(title, isNumeric: isNumeric, sort: order.map { sort($0, view, base) })
            }, rows: rows.map(part.cells)
        ).with { $0.rowIDs = rows.map { FollowUpPart.rowID($0.organization) } }
        return HTML([
            table.html,
            Pager(page: min(view.page, pages), pages: pages, language: language) { page in
                base + view.with { $0.page = page }.address
            }.html,
        ])
    }

    private func sort(
        _ order: FollowUpView.Order, _ view: FollowUpView, _ base: String
    ) -> DataTable.Sort {
        let isCurrent = view.order == order
        let turned = view.with {
            // Numbers are most interesting from the top, names from the beginning.
            $0.isDescending = isCurrent ? !view.isDescending : order != .name && order != .kind
            $0.order = order
            $0.page = 1
        }
        return DataTable.Sort(
            path: base + turned.address,
            direction: isCurrent ? (view.isDescending ? .descending : .ascending) : nil)
    }
}

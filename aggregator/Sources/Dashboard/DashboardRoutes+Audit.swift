import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// The audit log, newest first, by who, what, to what and when.
extension DashboardRoutes {
    static let audit: [DashboardRoute] = [
        DashboardRoute(.get, "/audit", .act(.readAudit)) { call in
            let view = AuditView { call.query($0) }
            let desk = try call.desk()
            let search = view.search(in: call.time)
            let entries = try desk.audit(
                search ?? AuditSearch(), upTo: view.place, limit: AuditView.rowsMaximum)
            return call.auditPage(
                search == nil ? [] : entries, view, actions: try desk.auditActions(),
                isDated: search != nil)
        }
    ]
}

extension DashboardCall {
    fileprivate func auditPage(
        _ entries: [AuditEntry], _ view: AuditView, actions: [String], isDated: Bool
    ) -> Response {
        let title = DashboardPlace.audit.title(language)
        return page(title, .audit, width: .wide, status: isDated ? .ok : .badRequest) {
            tag("h1") { title }
            tag("p") {
                say(
                    "Allt som ändrar något, och vem som gjorde det. Varje rad är låst till den"
                        + " före: ändras någon märks det.",
                    "Everything that changes something, and who did it. Each entry is chained to"
                        + " the one before: a change would be noticed.")
            }
            filters(view, actions, isDated: isDated)
            tag("p", .class("hint")) {
                say(
                    "Från och till är dagar eller tider, som 2026-03-01 eller 2026-03-01 08:00.",
                    "From and up to are days or times, such as 2026-03-01 or 2026-03-01 08:00.")
            }
            if entries.isEmpty {
                tag("p") { say("Inget sådant finns.", "There is no such entry.") }
            } else {
                table(entries)
            }
            pager(entries, view)
        }
    }

    private func filters(_ view: AuditView, _ actions: [String], isDated: Bool) -> HTML {
        tag(
            "form", .class("filters"), Attribute("method", "get"),
            .action(DashboardPlace.audit.path), Attribute("role", "search")
        ) {
            filter("who", say("Vem", "Who"), view.performer)
            Select(
                "what", label: say("Vad", "What"),
                options: [("", say("Allt", "Everything"))]
                    + actions.map { ($0, AuditWords.title($0, language) ?? $0) },
                chosen: view.action)
            filter("object", say("På vad", "To what"), view.object)
            filter("from", say("Från", "From"), view.from, isWrong: !isDated)
            filter("to", say("Till och med", "Up to"), view.to, isWrong: !isDated)
            Button(say("Filtrera", "Filter"), weight: .secondary)
        }
    }

    private func filter(
        _ name: String, _ label: String, _ value: String, isWrong: Bool = false
    ) -> TextField {
        TextField(name, label: label).with {
            $0.value = value
            $0.lengthMaximum = FollowUpView.searchMaximum
            if isWrong, !value.isEmpty {
                $0.error = say("Skriv som 2026-03-01.", "Write it like 2026-03-01.")
            }
        }
    }

    private func table(_ entries: [AuditEntry]) -> DataTable {
        DataTable(
            DashboardPlace.audit.title(language),
            columns: [
                .init(say("Nummer", "Number"), isNumeric: true), .init(say("När", "When")),
                .init(say("Vem", "Who")), .init(say("Vad", "What")),
                .init(say("På vad", "To what")), .init(say("Mer", "More")),
            ],
            rows: entries.map { entry in
                [
                    HTML(String(entry.sequence)), time.html(entry.moment.text),
                    HTML(entry.performer), AuditWords.html(entry.action, language),
                    HTML(entry.object),
                    AuditWords.html(detail: entry.detail, of: entry.action, language),
                ]
            }
        ).withoutVisibleCaption()
    }

    private func pager(_ entries: [AuditEntry], _ view: AuditView) -> HTML {
        let path = DashboardPlace.audit.path
        return tag(
            "nav", .class("pager"),
            Attribute("aria-label", say("Sidor i listan", "Pages of the list"))
        ) {
            if view.place != nil {
                Link(say("Nyaste", "Newest"), to: path + view.address(upTo: nil))
            }
            if let last = entries.last, last.sequence > 1,
                entries.count == AuditView.rowsMaximum
            {
                Link(say("Äldre", "Older"), to: path + view.address(upTo: last.sequence - 1))
            }
        }
    }
}

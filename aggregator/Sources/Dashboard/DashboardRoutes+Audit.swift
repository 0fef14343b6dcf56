import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// The audit log, newest first.
extension DashboardRoutes {
    static let audit: [DashboardRoute] = [
        DashboardRoute(.get, "/audit", .act(.readAudit)) { call in
            let desk = try call.desk()
            return call.auditPage(
                try desk.audit(upTo: call.query("until").flatMap { Int64($0) }, limit: 100))
        }
    ]
}

extension DashboardCall {
    fileprivate func auditPage(_ entries: [AuditEntry]) -> Response {
        let title = DashboardPlace.audit.title(language)
        let path = DashboardPlace.audit.path
        return page(title, .audit, width: .wide) {
            tag("h1") { title }
            tag("p") {
                say(
                    "Allt som ändrar något, och vem som gjorde det. Varje rad är låst till den"
                        + " före:"
                        + " ändras någon märks det.",
                    "Everything that changes something, and who did it. Each entry is chained to"
                        + " the"
                        + " one before: a change would be noticed.")
            }
            DataTable(
                title,
                columns: [
                    .init(say("Nummer", "Number"), isNumeric: true), .init(say("När", "When")),
                    .init(say("Vem", "Who")), .init(say("Vad", "What")),
                    .init(say("På vad", "To what")), .init(say("Mer", "More")),
                ],
                rows: entries.map { entry in
                    [
                        HTML(String(entry.sequence)), LocalTime.html(entry.moment.text),
                        HTML(entry.performer),
                        tag("span", Attribute("lang", "en")) { entry.action },
                        HTML(entry.object), tag("span", Attribute("lang", "en")) { entry.detail },
                    ]
                }
            ).withoutVisibleCaption()
            tag(
                "nav", .class("pager"),
                Attribute("aria-label", say("Sidor i listan", "Pages of the list"))
            ) {
                if query("until") != nil { Link(say("Nyaste", "Newest"), to: path) }
                if let last = entries.last, last.sequence > 1 {
                    Link(say("Äldre", "Older"), to: "\(path)?until=\(last.sequence - 1)")
                }
            }
        }
    }
}

import Pages
import SurveyProtocol

/// Which entries of the audit log are looked at: a pure value of an address.
struct AuditView: Equatable, Sendable {
    /// Entries on a page.
    static let rowsMaximum = 100

    /// Part of who did it.
    let performer: String
    /// What was done.
    let action: String
    /// Part of the thing it was done to.
    let object: String
    /// The first day or moment, as it was written.
    let from: String
    /// The last day or moment, as it was written.
    let to: String
    /// The newest entry on the page; nil on the first page.
    let place: Int64?

    /// The view that an address asks for.
    init(_ query: (String) -> String?) {
        func text(_ name: String) -> String {
            String((query(name) ?? "").prefix(FollowUpView.searchMaximum))
        }
        (performer, action, object) = (text("who"), text("what"), text("object"))
        (from, to) = (text("from"), text("to"))
        place = query("until").flatMap { Int64($0) }
    }

    /// The query of an address that asks for the entries up to another one.
    func address(upTo place: Int64?) -> String {
        var parts = [
            ("who", performer), ("what", action), ("object", object), ("from", from), ("to", to),
        ].filter { !$0.1.isEmpty }
        if let place { parts.append(("until", "\(place)")) }
        return "?" + parts.map { "\($0)=\(FormFields.encoded($1))" }.joined(separator: "&")
    }

    /// What is looked for; nil when a date is none.
    func search(in time: LocalTime) -> AuditSearch? {
        func moment(_ written: String) -> Timestamp?? {
            guard !written.isEmpty else { return .some(nil) }
            return time.moment(written).flatMap { Timestamp($0) }.map { .some($0) }
        }
        guard let first = moment(from), let last = moment(to) else { return nil }
        func part(_ text: String) -> String? { text.isEmpty ? nil : text }
        // A day that was written alone is meant whole.
        let isDay = to.count { $0.isNumber } == 8
        return AuditSearch(
            performer: part(performer), action: part(action), object: part(object), from: first,
            until: last.map { $0.adding(seconds: isDay ? 86_400 : 60) })
    }
}

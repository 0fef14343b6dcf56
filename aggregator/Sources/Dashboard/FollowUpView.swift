import Foundation
import Pages

/// Which organizations of a follow-up are looked at, in which order: a pure value of an address.
struct FollowUpView: Equatable, Sendable {
    /// Which organizations are shown.
    enum Show: String, CaseIterable, Sendable {
        case all
        case notBegun = "not-begun"
        case incomplete
        case complete
        case waiting
        case quarantined
        case noAgent = "no-agent"
    }

    /// What they are ordered by.
    enum Order: String, CaseIterable, Sendable {
        case name, kind, invited, received, rate, waiting, quarantined
        case contact
    }

    /// Organizations on a page.
    static let rowsMaximum = 50
    /// Characters of a search.
    static let searchMaximum = 100

    /// Part of a name or id.
    var search = ""
    /// Of one kind only.
    var kind = ""
    /// Which are shown.
    var show = Show.all
    /// What they are ordered by.
    var order = Order.name
    /// Whether the largest come first.
    var isDescending = false
    /// The page, from 1.
    var page = 1

    /// The view that an address asks for.
    init(_ query: (String) -> String?) {
        search = String((query("search") ?? "").prefix(Self.searchMaximum))
        kind = query("kind") ?? ""
        show = query("show").flatMap(Show.init) ?? .all
        order = query("order").flatMap(Order.init) ?? .name
        isDescending = query("down") == "1"
        page = max(1, query("page").flatMap { Int($0) } ?? 1)
    }

    /// The query of an address that asks for it.
    var address: String {
        var parts: [(String, String)] = []
        if !search.isEmpty { parts.append(("search", search)) }
        if !kind.isEmpty { parts.append(("kind", kind)) }
        if show != .all { parts.append(("show", show.rawValue)) }
        if order != .name { parts.append(("order", order.rawValue)) }
        if isDescending { parts.append(("down", "1")) }
        if page > 1 { parts.append(("page", String(page))) }
        return "?" + parts.map { "\($0)=\(FormFields.encoded($1))" }.joined(separator: "&")
    }

    /// The view with changed settings.
    func with(_ change: (inout FollowUpView) -> Void) -> FollowUpView {
        var view = self
        change(&view)
        return view
    }

    /// The organizations of the page, how many there are on all pages, and how many pages.
    func rows(
        of all: [RoundStatus.Organization]
    ) -> (rows: [RoundStatus.Organization], count: Int, pages: Int) {
        let wanted = search.lowercased()
        let found = all.filter { row in
            (kind.isEmpty || row.kind == kind) && isShown(row)
                && (wanted.isEmpty || row.name.lowercased().contains(wanted)
                    || row.organization.lowercased().contains(wanted))
        }
        let sorted = sorted(found)
        let pages = max(1, (sorted.count + Self.rowsMaximum - 1) / Self.rowsMaximum)
        let first = (min(page, pages) - 1) * Self.rowsMaximum
        return (Array(sorted.dropFirst(first).prefix(Self.rowsMaximum)), found.count, pages)
    }

    private func isShown(_ row: RoundStatus.Organization) -> Bool {
        switch show {
        case .all: true
        case .notBegun: !row.hasBegun
        case .incomplete: row.hasBegun && (row.rate ?? 0) < 1
        case .complete: (row.rate ?? 0) >= 1
        case .waiting: (row.waiting ?? 0) > 0
        case .quarantined: row.quarantined > 0
        case .noAgent: !row.hasAgent
        }
    }

    private func sorted(_ rows: [RoundStatus.Organization]) -> [RoundStatus.Organization] {
        switch order {
        case .name: by(rows) { $0.name.lowercased() }
        case .kind: by(rows) { $0.kind }
        case .invited: by(rows) { $0.invited ?? -1 }
        case .received: by(rows) { $0.received }
        case .rate: by(rows) { $0.rate ?? -1 }
        case .waiting: by(rows) { $0.waiting ?? -1 }
        case .quarantined: by(rows) { $0.quarantined }
        case .contact: by(rows) { $0.lastSync ?? "" }
        }
    }

    /// Ordered by a key, and for the same key by name as before.
    private func by<Key: Comparable>(
        _ rows: [RoundStatus.Organization], _ key: (RoundStatus.Organization) -> Key
    ) -> [RoundStatus.Organization] {
        let keyed = rows.enumerated().map { (key: key($0.element), place: $0.offset) }
        return keyed.sorted { left, right in
            if left.key == right.key { return left.place < right.place }
            return isDescending ? left.key > right.key : left.key < right.key
        }.map { rows[$0.place] }
    }
}

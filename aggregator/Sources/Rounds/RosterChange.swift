import MaturityModel

/// What a correction changes in a roster.
struct RosterChange: Encodable, Equatable, Sendable {
    /// One cell that becomes another.
    struct Cell: Encodable, Equatable, Sendable {
        /// The organization.
        let organization: String
        /// The column, as the roster file calls it.
        let column: String
        /// What was there; empty for nothing.
        let before: String
        /// What is there then.
        let after: String
    }

    /// Organizations that come onto the roster.
    let added: [String]
    /// Organizations that go off it; what they sent is kept but no longer counts.
    let removed: [String]
    /// Cells that change.
    let changed: [Cell]

    /// The column that is kept beside the roster and is no part of it.
    static let emailColumn = "email"
    /// The columns that rates and weights are computed with.
    private static let sizeColumns = ["invited", "employees"]

    /// Whether both rosters and the addresses beside them are the same.
    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Whether the roster itself changes, not only addresses beside it.
    var isOfRoster: Bool {
        !added.isEmpty || !removed.isEmpty || changed.contains { $0.column != Self.emailColumn }
    }

    /// Whether rates and weights by the number of invited or employees may change.
    var isOfSizes: Bool {
        !added.isEmpty || !removed.isEmpty
            || changed.contains { Self.sizeColumns.contains($0.column) }
    }

    /// What it is in a few words, for the audit log.
    var summary: String {
        let cells = changed.count == 1 ? "1 cell" : "\(changed.count) cells"
        return "\(added.count) added, \(removed.count) removed, \(cells) changed"
    }

    /// What leads from one roster to another.
    /// - Parameter emails: the addresses before and after, by organization; nil when they stay.
    init(
        from before: [RosterOrganization], to after: [RosterOrganization],
        emails: (before: [String: String], after: [String: String])? = nil
    ) {
        let old = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
        let new = Set(after.map(\.id))
        added = after.map(\.id).filter { old[$0] == nil }
        removed = before.map(\.id).filter { !new.contains($0) }
        changed = after.flatMap { row in
            old[row.id].map {
                Self.cells(from: $0, to: row) + Self.emailCell(of: row.id, emails)
            } ?? []
        }
    }

    private static func emailCell(
        of id: String, _ emails: (before: [String: String], after: [String: String])?
    ) -> [Cell] {
        guard let emails, emails.before[id] != emails.after[id] else { return [] }
        return [
            Cell(
                organization: id, column: emailColumn, before: emails.before[id] ?? "",
                after: emails.after[id] ?? "")
        ]
    }

    private static func cells(
        from before: RosterOrganization, to after: RosterOrganization
    ) -> [Cell] {
        zip(columns(before), columns(after)).compactMap { old, new in
            guard old.value != new.value else { return nil }
            return Cell(
                organization: after.id, column: old.name, before: old.value, after: new.value)
        }
    }

    private static func columns(
        _ row: RosterOrganization
    ) -> [(name: String, value: String)] {
        [
            ("name", row.name), ("kind", row.kind), ("sector", row.sector ?? ""),
            ("parent", row.parent ?? ""), ("invited", row.invited.map(String.init) ?? ""),
            ("employees", row.employees.map(String.init) ?? ""),
        ]
    }
}

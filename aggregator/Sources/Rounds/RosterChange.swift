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

    /// Whether both rosters are the same.
    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// What it is in a few words, for the audit log.
    var summary: String {
        "\(added.count) added, \(removed.count) removed, \(changed.count) cells changed"
    }

    /// What leads from one roster to another.
    init(from before: [RosterOrganization], to after: [RosterOrganization]) {
        let old = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
        let new = Set(after.map(\.id))
        added = after.map(\.id).filter { old[$0] == nil }
        removed = before.map(\.id).filter { !new.contains($0) }
        changed = after.flatMap { row in
            old[row.id].map { Self.cells(from: $0, to: row) } ?? []
        }
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

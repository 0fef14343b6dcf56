/// How many respondents each cell of one row of figures has.
struct RowCounts: Sendable, Equatable {
    /// By cell of the `SetTable`.
    var n: [Int32]
    /// By aggregate: organizations with at least one of them.
    var contributors: [Int32]

    init(_ table: SetTable, organization: (Int) -> Int, unit: (UnitFigures) -> Int, _ r: Results) {
        n = Array(repeating: 0, count: table.cellCount)
        contributors = Array(repeating: 0, count: table.members.count)
        let start = table.organizationStart
        for index in r.organizations.indices { n[start + index] = Int32(organization(index)) }
        for (aggregate, members) in table.members.enumerated() {
            for member in members where n[start + member] > 0 {
                n[aggregate] += n[start + member]
                contributors[aggregate] += 1
            }
        }
        for (place, entry) in table.units.enumerated() {
            let figures = r.organizations[entry.organization].units[entry.unit]
            n[table.unitStart + place] = Int32(unit(figures))
        }
        for (place, index) in table.rests.enumerated() {
            n[table.sets.count + place] = Int32(r.organizations[index].withoutUnit.map(unit) ?? 0)
        }
    }
}

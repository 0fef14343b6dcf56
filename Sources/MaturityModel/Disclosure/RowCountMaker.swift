/// Counts the respondents of every cell, row by row: nodes, balance tags, then items.
struct RowCountMaker: Sendable {
    let table: SetTable
    let rowCount: Int
    /// By row and organization.
    private let organizations: [Int32]
    /// By row, then by unit and by organization with respondents that have none.
    private let units: [[Int32]]

    init(_ results: Results, _ table: SetTable) {
        self.table = table
        let valued = Self.valued(results.questionnaire)
        let nodes = results.questionnaire.nodes.count + ScoringPlan.balanceTags.count
        let rows = nodes + valued.count
        rowCount = rows
        let width = results.organizations.count
        var organizations = [Int32](repeating: 0, count: rows * width)
        for (index, figures) in results.organizations.enumerated() {
            for row in 0..<nodes {
                organizations[row * width + index] = Int32(figures.moments[row].n)
            }
            for (item, places) in valued.enumerated() {
                organizations[(nodes + item) * width + index] = Self.sum(figures.counts, places)
            }
        }
        self.organizations = organizations
        let parts =
            table.units.map { results.organizations[$0.organization].units[$0.unit] }
            + table.rests.compactMap { results.organizations[$0].withoutUnit }
        units = (0..<rows).map { row in
            parts.map { part in
                row < nodes
                    ? Int32(part.moments[row].n) : Self.sum(part.counts, valued[row - nodes])
            }
        }
    }

    /// By item: where the counts of its options with a value lie.
    private static func valued(_ questionnaire: Questionnaire) -> [[Int]] {
        var start = 0
        return questionnaire.items.map { item in
            defer { start += item.options.count }
            return item.options.indices.filter { item.options[$0].value != nil }.map { start + $0 }
        }
    }

    private static func sum(_ counts: [UInt32], _ places: [Int]) -> Int32 {
        var sum: UInt32 = 0
        for place in places { sum += counts[place] }
        return Int32(sum)
    }

    func counts(_ row: Int) -> RowCounts {
        let width = table.organizationCount
        return RowCounts(
            table, organizations: organizations[(row * width)..<((row + 1) * width)],
            units: units[row])
    }
}

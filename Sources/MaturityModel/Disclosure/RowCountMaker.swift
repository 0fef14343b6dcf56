/// Counts the respondents of every cell, row by row: nodes, balance tags, then items.
struct RowCountMaker: Sendable {
    let table: SetTable
    let rowCount: Int
    private let nodeCount: Int
    /// By row and organization.
    private let organizations: [Int32]
    /// By row, then by unit and by organization with respondents that have none.
    private let units: [[Int32]]
    /// The same for all answers to an item, whether they have a value or not.
    private let answersOfOrganizations: [Int32]
    private let answersOfUnits: [[Int32]]

    init(_ results: Results, _ table: SetTable) {
        self.table = table
        let places = Self.places(results.questionnaire)
        let nodes = results.questionnaire.nodes.count + ScoringPlan.balanceTags.count
        rowCount = nodes + places.count
        nodeCount = nodes
        let width = results.organizations.count
        var organizations = [Int32](repeating: 0, count: rowCount * width)
        var answers = [Int32](repeating: 0, count: places.count * width)
        for (index, figures) in results.organizations.enumerated() {
            for row in 0..<nodes {
                organizations[row * width + index] = Int32(figures.moments[row].n)
            }
            for (item, places) in places.enumerated() {
                organizations[(nodes + item) * width + index] =
                    Self.sum(figures.counts, places.valued)
                answers[item * width + index] = Self.sum(figures.counts, places.all)
            }
        }
        self.organizations = organizations
        answersOfOrganizations = answers
        let parts =
            table.units.map { results.organizations[$0.organization].units[$0.unit] }
            + table.rests.compactMap { results.organizations[$0].withoutUnit }
        units =
            (0..<nodes).map { row in parts.map { Int32($0.moments[row].n) } }
            + places.map { item in parts.map { Self.sum($0.counts, item.valued) } }
        answersOfUnits = places.map { item in parts.map { Self.sum($0.counts, item.all) } }
    }

    /// By item: where the counts of its options lie, those with a value and all.
    private static func places(_ questionnaire: Questionnaire) -> [(valued: [Int], all: [Int])] {
        var start = 0
        return questionnaire.items.map { item in
            defer { start += item.options.count }
            let all = item.options.indices.map { start + $0 }
            return (zip(all, item.options).filter { $1.value != nil }.map(\.0), all)
        }
    }

    private static func sum(_ counts: [UInt32], _ places: [Int]) -> Int32 {
        var sum: UInt32 = 0
        for place in places { sum += counts[place] }
        return Int32(sum)
    }

    func counts(_ row: Int) -> RowCounts {
        let valid = RowCounts.Leaves(
            organizations: slice(organizations, row), units: units[row])
        guard row >= nodeCount else { return RowCounts(table, valid) }
        let item = row - nodeCount
        return RowCounts(
            table, valid,
            answers: RowCounts.Leaves(
                organizations: slice(answersOfOrganizations, item), units: answersOfUnits[item]))
    }

    private func slice(_ counts: [Int32], _ row: Int) -> ArraySlice<Int32> {
        let width = table.organizationCount
        return counts[(row * width)..<((row + 1) * width)]
    }
}

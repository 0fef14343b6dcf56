/// Counts the respondents of every cell, row by row: nodes, balance tags, then items.
struct RowCountMaker: Sendable {
    let results: Results
    let table: SetTable
    private let nodeRows: Int
    private let offsets: [Int]

    init(_ results: Results, _ table: SetTable) {
        self.results = results
        self.table = table
        nodeRows = results.questionnaire.nodes.count + ScoringPlan.balanceTags.count
        var offsets: [Int] = []
        var total = 0
        for item in results.questionnaire.items {
            offsets.append(total)
            total += item.options.count
        }
        self.offsets = offsets
    }

    var rowCount: Int { nodeRows + results.questionnaire.items.count }

    func counts(_ row: Int) -> RowCounts {
        if row < nodeRows {
            return RowCounts(
                table, organization: { results.organizations[$0].moments[row].n },
                unit: { $0.moments[row].n }, results)
        }
        let item = row - nodeRows
        let valued = results.questionnaire.items[item].options.indices
            .filter { results.questionnaire.items[item].options[$0].value != nil }
            .map { offsets[item] + $0 }
        return RowCounts(
            table,
            organization: { Self.sum(results.organizations[$0].counts, valued) },
            unit: { Self.sum($0.counts, valued) }, results)
    }

    private static func sum(_ counts: [UInt32], _ places: [Int]) -> Int {
        var sum = 0
        for place in places { sum += Int(counts[place]) }
        return sum
    }
}

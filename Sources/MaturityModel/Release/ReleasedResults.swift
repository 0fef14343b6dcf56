/// Results as an audience may see them; only `DisclosureGate` makes them.
public struct ReleasedResults: Sendable {
    /// Who may see them.
    public let audience: Audience
    /// The sets of respondents, in the order of the exports.
    public var sets: [RespondentSet] { table.sets }
    /// The instrument.
    public var questionnaire: Questionnaire { results.questionnaire }
    /// The organizations.
    public var roster: Roster { results.roster }

    /// The change since an earlier round, when one was added.
    public private(set) var trend: ReleasedTrend?
    /// Figures to compare with, when some were added.
    public private(set) var benchmarks: [Benchmark] = []

    let results: Results
    let table: SetTable
    /// By row (nodes, balance tags, items) and cell; empty when nothing is hidden.
    let verdicts: [[CellVerdict]]
    /// Whether the rules of disclosure control apply.
    let protects: Bool
    /// Whether figures that could be solved for a hidden organization are left out.
    let withholding: Bool
    let countOffsets: [Int]
    private let itemMakers: [ItemFigureMaker]

    init(
        results: Results, audience: Audience, table: SetTable, verdicts: [[CellVerdict]],
        rules: DisclosureRules?
    ) {
        self.results = results
        self.audience = audience
        self.table = table
        self.verdicts = verdicts
        protects = rules != nil
        withholding = rules?.withholding ?? false
        var offsets: [Int] = []
        var total = 0
        for item in results.questionnaire.items {
            offsets.append(total)
            total += item.options.count
        }
        countOffsets = offsets
        itemMakers = results.questionnaire.items.map {
            ItemFigureMaker($0, results.questionnaire.specialPolicy)
        }
    }

    /// The same with a trend and benchmarks, which exports then hold too.
    public func adding(
        trend: ReleasedTrend? = nil, benchmarks: [Benchmark] = []
    ) -> ReleasedResults {
        var released = self
        released.trend = trend
        released.benchmarks = benchmarks
        return released
    }

    /// The index in `sets` of a set, or nil when there is no such set.
    public func setIndex(of set: RespondentSet) -> Int? {
        table.index[set]
    }

    /// The cell of a node (its index in the questionnaire) and a set (its index in `sets`).
    public func cell(node: Int, set: Int) -> ReleasedCell {
        let reason = verdict(row: node, set).reason
        return ReleasedCell(
            node: questionnaire.nodes[node].id, set: table.sets[set], hidden: reason,
            figures: reason == nil ? figures(row: node, set) : nil)
    }

    /// The figures of an item (its index in the questionnaire) and a set (its index in `sets`).
    public func item(_ item: Int, set: Int) -> ReleasedItem {
        let row = questionnaire.nodes.count + ScoringPlan.balanceTags.count + item
        let reason = verdict(row: row, set).reason
        return ReleasedItem(
            item: questionnaire.items[item].id, set: table.sets[set], hidden: reason,
            figures: reason == nil ? itemFigures(item, set) : nil)
    }

    func verdict(row: Int, _ cell: Int) -> CellVerdict {
        verdicts.isEmpty ? .shown : verdicts[row][cell]
    }

    /// The figures of a row, rounded when the audience is the public.
    func figures(row: Int, _ set: Int) -> Cell {
        let cell = table.isAggregate(set) ? aggregate(row: row, set) : respondents(row: row, set)
        return audience == .public ? cell.rounded() : cell
    }

    private func itemFigures(_ item: Int, _ set: Int) -> ItemFigures {
        let start = countOffsets[item]
        var counts = [Int](repeating: 0, count: itemMakers[item].optionCount)
        for source in countSources(set) {
            for option in counts.indices { counts[option] += Int(source[start + option]) }
        }
        let figures = itemMakers[item].figures(counts)
        return audience == .public ? figures.rounded() : figures
    }

    private func countSources(_ set: Int) -> [[UInt32]] {
        if table.isAggregate(set) {
            return table.members[set].map { results.organizations[$0].counts }
        }
        if set < table.unitStart {
            return [results.organizations[set - table.organizationStart].counts]
        }
        let place = table.units[set - table.unitStart]
        return [results.organizations[place.organization].units[place.unit].counts]
    }
}

extension SetTable {
    func isAggregate(_ set: Int) -> Bool { set < organizationStart }
}

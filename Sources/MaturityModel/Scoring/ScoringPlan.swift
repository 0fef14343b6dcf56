/// A questionnaire prepared for scoring many rows: tables by answer byte, resolved rules.
package struct ScoringPlan: Sendable {
    /// The rows of figures: every node in tree order, then one for each balance tag.
    static let balanceTags = ["innovation", "efficiency"]
    /// Answers with a value that a row needs before it can be called straight-lined.
    static let straightLineAnswersMinimum = 10
    /// Shares that are equal but for rounding errors count as equal.
    static let tolerance = 1e-12
    /// An answer byte has 256 values, so every table has as many entries.
    static let tableSize = 256

    let questionnaire: Questionnaire
    let itemScorings: [ItemScoring]
    /// What each answer byte adds to the item's node.
    let itemTables: [ItemTables]
    /// The same with weight 1 in a mean, for balance.
    let plainTables: [ItemTables]
    /// By item and answer byte, flat: the score, which is not a number where there is none.
    let scores: [Double]
    /// By item: a number for each different position on a scale.
    let positions: [PositionTable]
    /// By node.
    let steps: [NodeStep]
    /// By node: the scores of one with few items.
    let leafTables: [LeafTable?]
    /// The nodes that reliability is given for.
    let categories: [Int]
    /// Where each category's moments begin in a flat list of those of its items and their sum.
    let reliabilityOffsets: [Int]
    let reliabilityTotal: Int
    /// Items that are not always relevant, in tree order.
    let rules: [(item: Int, rule: RelevanceRule)]
    /// Items of each balance tag.
    let tagged: [[Int]]
    /// Where each item's counts begin in a flat list of counts by option.
    let countOffsets: [Int]
    let countTotal: Int

    var nodeCount: Int { questionnaire.nodes.count }
    var rowCount: Int { nodeCount + tagged.count }

    /// The plan of a questionnaire.
    package init(_ questionnaire: Questionnaire) {
        self.questionnaire = questionnaire
        let items = questionnaire.items
        let scorings = items.map { ItemScoring($0, policy: questionnaire.specialPolicy) }
        itemScorings = scorings
        itemTables = items.indices.map { index in
            ItemTables(
                scorings[index], weight: items[index].weight,
                questionnaire.nodes[items[index].node].combine)
        }
        plainTables = scorings.map { ItemTables($0, weight: 1, .mean) }
        scores = scorings.flatMap { scoring in
            (0..<Self.tableSize).map { byte in
                byte < scoring.scores.count ? scoring.scores[byte] ?? .nan : .nan
            }
        }
        positions = Self.positionTables(scorings)
        let (steps, tables) = (questionnaire.nodes.map { NodeStep($0) }, itemTables)
        self.steps = steps
        leafTables = steps.map { $0.isLeaf ? LeafTable($0, items, tables) : nil }
        categories = questionnaire.categories
        let sizes = categories.map { steps[$0].items.count + 1 }
        reliabilityOffsets = sizes.indices.map { sizes[..<$0].reduce(0, +) }
        reliabilityTotal = sizes.reduce(0, +)
        rules = items.indices.compactMap { index in
            items[index].relevantWhen.map { (index, RelevanceRule($0, in: questionnaire)) }
        }
        tagged = Self.balanceTags.map { tag in
            items.indices.filter { items[$0].tags.contains(tag) }
        }
        var offsets: [Int] = []
        var total = 0
        for item in items {
            offsets.append(total)
            total += item.options.count
        }
        countOffsets = offsets
        countTotal = total
    }

    private static func positionTables(_ scorings: [ItemScoring]) -> [PositionTable] {
        var numbers: [Double: UInt8] = [:]
        return scorings.map { scoring in
            var table = [UInt8](repeating: PositionTable.none, count: tableSize)
            for (option, position) in scoring.positions.enumerated() {
                guard let position else { continue }
                // Past 255 different positions the rest share one number, which can only make
                // more rows look straight-lined; no real instrument comes near.
                let number = numbers[position] ?? UInt8(min(254, numbers.count))
                numbers[position] = number
                table[option] = number
            }
            return PositionTable(table)
        }
    }
}

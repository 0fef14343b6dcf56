/// A questionnaire prepared for scoring many rows: tables by answer byte and resolved rules.
struct ScoringPlan: Sendable {
    /// The rows of figures: every node in tree order, then one for each balance tag.
    static let balanceTags = ["innovation", "efficiency"]
    /// Answers with a value that a row needs before it can be called straight-lined.
    static let straightLineAnswersMinimum = 10
    /// Shares and cutoffs that are equal but for rounding errors count as equal.
    static let tolerance = 1e-12
    /// An answer byte has 256 values, so every table has as many entries.
    static let tableSize = 256

    let questionnaire: Questionnaire
    let itemScorings: [ItemScoring]
    /// Score by answer byte (0 where there is none), a table of 256 for every item.
    let scores: [Double]
    /// 1 where the answer byte has a score.
    let valid: [Double]
    /// 1 where the item applies.
    let applicable: [Double]
    /// What each answer byte adds to the item's node.
    let itemTables: [ItemTables]
    /// A number for each different position on a scale; 255 where there is none.
    let positions: [UInt8]
    /// Items that are not always relevant, in tree order.
    let rules: [(item: Int, rule: RelevanceRule)]
    /// Items of each balance tag.
    let tagged: [[Int]]
    /// Where each item's counts begin in a flat list of counts by option.
    let countOffsets: [Int]
    let countTotal: Int

    var nodeCount: Int { questionnaire.nodes.count }
    var rowCount: Int { nodeCount + tagged.count }

    init(_ questionnaire: Questionnaire) {
        self.questionnaire = questionnaire
        let items = questionnaire.items
        itemScorings = items.map { ItemScoring($0, policy: questionnaire.specialPolicy) }
        let size = Self.tableSize
        var scores = [Double](repeating: 0, count: items.count * size)
        var valid = scores
        var applicable = [Double](repeating: 1, count: items.count * size)
        for (index, scoring) in itemScorings.enumerated() {
            for option in items[index].options.indices {
                scores[index * size + option] = scoring.scores[option] ?? 0
                valid[index * size + option] = scoring.scores[option] == nil ? 0 : 1
                applicable[index * size + option] = scoring.removes[option] ? 0 : 1
            }
            applicable[index * size + Int(AnswerCode.notRelevant)] = 0
        }
        self.scores = scores
        self.valid = valid
        self.applicable = applicable
        itemTables = items.indices.map { index in
            ItemTables(
                weight: items[index].weight, scores: scores[(index * size)..<((index + 1) * size)],
                valid: valid[(index * size)..<((index + 1) * size)],
                applicable: applicable[(index * size)..<((index + 1) * size)],
                combine: questionnaire.nodes[items[index].node].combine)
        }
        positions = Self.positionTables(itemScorings)
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

    private static func positionTables(_ scorings: [ItemScoring]) -> [UInt8] {
        var numbers: [Double: UInt8] = [:]
        var tables = [UInt8](repeating: 255, count: scorings.count * tableSize)
        for (item, scoring) in scorings.enumerated() {
            for (option, position) in scoring.positions.enumerated() {
                guard let position else { continue }
                // Past 255 different positions the rest share one number, which can only make
                // more rows look straight-lined; no real instrument comes near.
                let number = numbers[position] ?? UInt8(min(254, numbers.count))
                numbers[position] = number
                tables[item * tableSize + option] = number
            }
        }
        return tables
    }
}

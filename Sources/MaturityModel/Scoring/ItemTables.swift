/// What an answer byte adds to the sums of an item's node; see `LevelSums` for the numbers.
struct ItemTables: Sendable {
    /// By answer byte.
    let entries: [SIMD4<Double>]

    /// The table of an item with a weight in a node that combines in some way.
    init(_ item: ItemScoring, weight: Double, _ combine: Combination) {
        let nothing: Double = combine == .minimum ? .infinity : 0
        var entries = [SIMD4<Double>](
            repeating: SIMD4(nothing, 0, weight, 0), count: ScoringPlan.tableSize)
        for (option, score) in item.scores.enumerated() {
            if item.removes[option] { entries[option].z = 0 }
            guard let score else { continue }
            entries[option].y = weight
            switch combine {
            case .mean: entries[option].x = weight * score
            case .geometric: entries[option].x = weight * Elementary.ln(score)
            case .minimum: entries[option].x = score
            }
        }
        entries[Int(AnswerCode.notRelevant)].z = 0
        self.entries = entries
    }
}

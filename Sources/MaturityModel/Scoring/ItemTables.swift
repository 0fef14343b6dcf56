/// What an answer byte adds to the sums of an item's node.
struct ItemTables: Sendable {
    /// What one answer adds.
    struct Entry: Sendable {
        var part = 0.0
        var valid = 0.0
        var applicable = 0.0
    }

    private let entries: [Entry]

    init(
        weight: Double, scores: ArraySlice<Double>, valid: ArraySlice<Double>,
        applicable: ArraySlice<Double>, combine: Combination
    ) {
        entries = zip(zip(scores, valid), applicable).map { pair, applies in
            let (score, isValid) = pair
            var entry = Entry(valid: weight * isValid, applicable: weight * applies)
            switch combine {
            case .mean: entry.part = weight * score * isValid
            case .geometric: entry.part = isValid > 0 ? weight * Elementary.ln(score) : 0
            case .minimum: entry.part = isValid > 0 ? score : .infinity
            }
            return entry
        }
    }

    func entry(_ byte: UInt8) -> Entry { entries[Int(byte)] }
}

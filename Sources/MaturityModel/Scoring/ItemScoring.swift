/// What every answer byte of one item means for scores.
struct ItemScoring: Sendable {
    /// The score by option index, 0 to 100, or nil for a special answer that is excluded.
    let scores: [Double?]
    /// Whether the option by index is *not applicable* and excluded.
    let removes: [Bool]
    /// The relative position of an option on its scale before reversal, 0 to 1.
    let positions: [Double?]

    init(_ item: Item, policy: SpecialPolicy) {
        let values = item.options.compactMap(\.value)
        let low = values.min() ?? 0
        let high = values.max() ?? 0
        var scores: [Double?] = []
        var removes: [Bool] = []
        var positions: [Double?] = []
        for option in item.options {
            switch option.meaning {
            case .value(let value):
                let score = 100 * (value - low) / (high - low)
                scores.append(item.reverse ? 100 - score : score)
                removes.append(false)
                positions.append((value - low) / (high - low))
            case .special(let special):
                let scoring = policy.scoring(of: special)
                scores.append(scoring == .exclude ? nil : scoring == .zero ? 0 : 100)
                removes.append(scoring == .exclude && special == .notApplicable)
                positions.append(nil)
            }
        }
        self.scores = scores
        self.removes = removes
        self.positions = positions
    }
}

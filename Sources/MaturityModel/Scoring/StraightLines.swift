/// Finds the rows of a chunk that chose the same step of the scale throughout.
struct StraightLines {
    /// What a row has chosen so far.
    private struct Row {
        /// The first position, or 255 before there is one.
        var first: UInt8 = 255
        /// 1 once an answer was another.
        var differences: UInt16 = 0
        var answers: UInt16 = 0
    }

    private var rows: [Row] = []

    mutating func begin(_ count: Int) {
        rows = Array(repeating: Row(), count: count)
    }

    /// Adds an item by its answers and the position of each answer byte on the scale.
    mutating func add(_ column: ArraySlice<UInt8>, _ positions: [UInt8]) {
        let bytes = column.span
        let positions = positions.span
        var rows = rows.mutableSpan
        for row in bytes.indices {
            // Without branches, because answers are hard to guess.
            let position = positions[Int(bytes[row])]
            let counts: UInt16 = position == 255 ? 0 : 1
            var changed = rows[row]
            changed.first = changed.first == 255 ? position : changed.first
            changed.differences |= counts & (changed.first == position ? 0 : 1)
            changed.answers &+= counts
            rows[row] = changed
        }
    }

    func count(_ count: Int) -> Int {
        let minimum = UInt16(ScoringPlan.straightLineAnswersMinimum)
        return rows.prefix(count).filter { $0.differences == 0 && $0.answers >= minimum }.count
    }
}

/// Finds the rows of a chunk that chose the same step of the scale throughout: those in whose
/// positions all bits are the same.
struct StraightLines {
    /// Sixteen rows side by side.
    private struct Sixteen {
        /// The bits that all positions so far have.
        var common = SIMD16<UInt8>(repeating: PositionTable.none)
        /// The bits that any of them has.
        var any = SIMD16<UInt8>()
        /// Answers with a position.
        var answers = SIMD16<UInt8>()
    }

    private var rows: [Sixteen] = []
    /// Items that were added since answers were last bounded.
    private var added = 0

    /// Begins with so many rows, a multiple of `ByteCounter.padding`.
    mutating func begin(_ count: Int) {
        rows = Array(repeating: Sixteen(), count: count / 16)
        added = 0
    }

    /// Adds an item by its answers and the position of each answer byte on the scale.
    mutating func add(_ answers: Span<UInt8>, _ positions: PositionTable) {
        precondition(answers.count == rows.count * 16, "every row has an answer")
        boundAnswers()
        let steps = positions.steps.map { SIMD16<UInt8>(repeating: $0) }
        let entries = positions.entries.span
        var rows = rows.mutableSpan
        for index in rows.indices {
            // Unsafe only because nothing checks the bounds: there are 16 answers for each
            // index, as the precondition says.
            var found = unsafe answers.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: index * 16, as: SIMD16<UInt8>.self)
            if let steps {
                found |= Self.bits(found .>= steps)
            } else {
                for row in 0..<16 { found[row] = entries[Int(found[row])] }
            }
            let present = ~Self.bits(found .== SIMD16(repeating: PositionTable.none))
            rows[index].common &= found
            rows[index].any |= found & present
            // What is present is −1: subtracting it counts one more.
            rows[index].answers &-= present
        }
    }

    /// Keeps the numbers of answers from overflowing; more than enough are enough.
    private mutating func boundAnswers() {
        added += 1
        guard added + ScoringPlan.straightLineAnswersMinimum > UInt8.max else { return }
        added = 1
        for index in rows.indices {
            for row in 0..<16 {
                rows[index].answers[row] = min(
                    rows[index].answers[row], UInt8(ScoringPlan.straightLineAnswersMinimum))
            }
        }
    }

    /// How many of the first rows are straight lines.
    func count(_ count: Int) -> Int {
        var lines = 0
        for row in 0..<count {
            let (sixteen, place) = (rows[row / 16], row % 16)
            let isLine = sixteen.common[place] == sixteen.any[place]
            let isLong = sixteen.answers[place] >= ScoringPlan.straightLineAnswersMinimum
            if isLine, isLong { lines += 1 }
        }
        return lines
    }

    /// All bits of a byte where the mask holds.
    @inline(__always)
    private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD16<UInt8> {
        // Unsafe but sound, because a mask is stored as its 16 lanes of 0 or −1.
        unsafe unsafeBitCast(mask, to: SIMD16<UInt8>.self)
    }
}

/// A number for each different position on a scale, by answer byte.
struct PositionTable: Sendable {
    /// The number of an answer without a position.
    static let none: UInt8 = 255

    let entries: [UInt8]
    /// Set when every answer byte below it is its own number and the others have none, as on a
    /// plain scale.
    let steps: UInt8?

    init(_ entries: [UInt8]) {
        self.entries = entries
        let steps = entries.firstIndex(of: Self.none) ?? 0
        let isPlain =
            entries.prefix(steps).enumerated().allSatisfy { $0.offset == Int($0.element) }
            && entries.dropFirst(steps).allSatisfy { $0 == Self.none }
        self.steps = isPlain ? UInt8(steps) : nil
    }
}

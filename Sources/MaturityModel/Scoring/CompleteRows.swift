/// The rows of a chunk that have a score for every item of a category, which α is taken of.
struct CompleteRows {
    /// The sum of a row's scores; not a number where one is missing.
    private var sums: [SIMD4<Double>]
    /// A byte a row: 0 for complete ones, `AnswerCode.notAnswered` for the others.
    private var blanks: [UInt8]
    /// A column in which only complete rows have answers.
    private var column: [UInt8]
    private var rows = 0

    /// Room for so many rows, a multiple of `ByteCounter.padding`.
    init(capacity: Int) {
        sums = Array(repeating: SIMD4(), count: capacity / 4)
        blanks = Array(repeating: 0, count: capacity)
        column = blanks
    }

    mutating func begin(_ rows: Int) {
        self.rows = rows
        for index in 0..<(rows / 4) { sums[index] = SIMD4() }
    }

    /// Adds an item by its answers and the score of each, which is not a number for none.
    mutating func add(_ answers: Span<UInt8>, _ scores: Span<Double>) {
        precondition(answers.count == rows && scores.count == ScoringPlan.tableSize)
        let count = rows / 4
        var sums = sums.mutableSpan
        for index in 0..<count {
            let row = index * 4
            sums[index] += SIMD4(
                scores[Int(answers[row])], scores[Int(answers[row + 1])],
                scores[Int(answers[row + 2])], scores[Int(answers[row + 3])])
        }
    }

    /// The moments of the sums of complete rows.
    mutating func finish() -> Moments {
        var (totals, counts) = (SIMD4<Double>(), SIMD4<Double>())
        let one = SIMD4<Double>(repeating: 1)
        for index in 0..<(rows / 4) {
            let isComplete = sums[index] .== sums[index]
            totals += sums[index].kept(where: isComplete)
            counts += one.kept(where: isComplete)
            for place in 0..<4 {
                blanks[index * 4 + place] = isComplete[place] ? 0 : AnswerCode.notAnswered
            }
        }
        guard counts.total > 0 else { return Moments() }
        let mean = totals.total / counts.total
        var squares = SIMD4<Double>()
        for index in 0..<(rows / 4) {
            let distances = (sums[index] - mean).kept(where: sums[index] .== sums[index])
            squares += distances * distances
        }
        return Moments(n: Int(counts.total), sum: totals.total, squares: squares.total)
    }

    /// Sets the first counts to how often complete rows have each option of an item.
    mutating func count(_ answers: Span<UInt8>, options: Int, into counts: inout [UInt32]) {
        precondition(answers.count == rows && rows <= column.count)
        let (rows, blanks) = (rows, blanks)
        let bits = blanks.span
        // Because a loop without checks of bounds is done for many rows at once; the
        // precondition says that all rows are within, and `blanks` is as long as `column`.
        unsafe column.withUnsafeMutableBufferPointer { column in
            for row in 0..<rows {
                // The same, because of the precondition.
                unsafe column[row] = answers[unchecked: row] | bits[unchecked: row]
            }
        }
        let column = column
        ByteCounter.count(column.span.extracting(0..<rows), options: options, into: &counts)
    }
}

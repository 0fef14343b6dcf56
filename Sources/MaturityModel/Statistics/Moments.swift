/// Count, sum and squared deviations of some scores.
///
/// Two of them merge into those of the union (Chan, Golub and LeVeque 1983), so chunks can be
/// computed anywhere and merged in one fixed order.
struct Moments: Sendable, Equatable {
    var n = 0
    var sum = 0.0
    /// The sum of squared deviations from the mean.
    var squares = 0.0

    var mean: Double? { n > 0 ? sum / Double(n) : nil }

    /// The sample variance (n − 1).
    var variance: Double? { n > 1 ? squares / Double(n - 1) : nil }

    /// The sample standard deviation (n − 1).
    var deviation: Double? { variance.map { $0.squareRoot() } }

    init() {}

    init(n: Int, sum: Double, squares: Double) {
        self.n = n
        self.sum = sum
        self.squares = squares
    }

    /// The moments of a few values, in two passes.
    init(of values: [Double]) {
        n = values.count
        sum = values.reduce(0, +)
        let mean = n > 0 ? sum / Double(n) : 0
        squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }

    /// The moments of scores that each occur so many times; a nil score does not count.
    init(of counted: some Sequence<(Double?, UInt32)>) {
        for case (let score?, let count) in counted where count > 0 {
            n += Int(count)
            sum += Double(count) * score
        }
        guard let mean else { return }
        for case (let score?, let count) in counted where count > 0 {
            squares += Double(count) * (score - mean) * (score - mean)
        }
    }

    mutating func merge(_ other: Moments) {
        guard other.n > 0 else { return }
        guard n > 0 else {
            self = other
            return
        }
        let here = Double(n)
        let there = Double(other.n)
        let distance = other.sum / there - sum / here
        squares += other.squares + distance * distance * (here * there / (here + there))
        sum += other.sum
        n += other.n
    }
}

/// The running sums of one node for every row of a chunk; afterwards its scores.
///
/// Nodes are computed depth first, so one of these per level of the tree is enough.
struct NodeScores {
    /// Four rows side by side.
    struct Four {
        /// Σ weight · part, where part is the score, its logarithm or the smallest so far. When
        /// the node is finished, its score, and 0 where there is none.
        var score = SIMD4<Double>()
        /// Σ weight of the parts that have a score; then 1 or 0 for whether the node has one.
        var valid = SIMD4<Double>()
        /// Σ weight of the parts that apply; then 1 or 0 for whether the node does.
        var applies = SIMD4<Double>()
    }

    private var rows: [Four]
    /// How many of these are in use.
    private var count = 0

    /// Room for so many rows, a multiple of four.
    init(capacity: Int) {
        rows = Array(repeating: Four(), count: capacity / 4)
    }

    mutating func begin(_ rows: Int, _ combine: Combination) {
        count = rows / 4
        let start = Four(score: SIMD4(repeating: combine == .minimum ? .infinity : 0))
        for index in 0..<count { self.rows[index] = start }
    }

    /// Adds a child node, which is finished.
    mutating func add(_ child: borrowing NodeScores, _ weight: Double, _ combine: Combination) {
        let count = count
        let parts = child.rows.span
        var rows = rows.mutableSpan
        for index in 0..<count {
            rows[index].valid += weight * parts[index].valid
            rows[index].applies += weight * parts[index].applies
            if combine == .mean {
                rows[index].score += weight * parts[index].score
                continue
            }
            for row in 0..<4 where parts[index].valid[row] > 0 {
                let part = parts[index].score[row]
                if combine == .geometric {
                    rows[index].score[row] += weight * Elementary.ln(part)
                } else {
                    rows[index].score[row] = min(rows[index].score[row], part)
                }
            }
        }
    }

    /// Turns the sums into scores.
    mutating func finish(_ combine: Combination, minimumValidShare: Double) {
        let (count, one) = (count, SIMD4<Double>(repeating: 1))
        let minimum = minimumValidShare - ScoringPlan.tolerance
        var rows = rows.mutableSpan
        for index in 0..<count {
            let sums = rows[index]
            let has = (sums.valid .> 0) .& (sums.valid .>= minimum * sums.applies)
            var score = combine == .minimum ? sums.score : sums.score / sums.valid
            if combine == .geometric {
                for row in 0..<4 where has[row] { score[row] = Elementary.exp(score[row]) }
            }
            rows[index] = Four(
                score: score.kept(where: has), valid: one.kept(where: has),
                applies: one.kept(where: sums.applies .> 0))
        }
    }

    /// The scores that are the entries of a table.
    mutating func look(_ found: [UInt16], up table: LeafTable, rows: Int) {
        let (found, entries) = (found.span, table.entries.span)
        set(rows) { row in entries[Int(found[row])] }
    }

    /// The scores of a node that was computed row by row.
    mutating func take(_ sums: borrowing LevelSums, rows: Int) {
        let sums = sums.rows.span
        set(rows) { row in sums[row] }
    }

    @inline(__always)
    private mutating func set(_ count: Int, _ entry: (Int) -> SIMD4<Double>) {
        self.count = count / 4
        var rows = rows.mutableSpan
        for index in 0..<(count / 4) {
            let (a, b) = (entry(index * 4), entry(index * 4 + 1))
            let (c, d) = (entry(index * 4 + 2), entry(index * 4 + 3))
            rows[index] = Four(
                score: SIMD4(a.x, b.x, c.x, d.x), valid: SIMD4(a.y, b.y, c.y, d.y),
                applies: SIMD4(a.z, b.z, c.z, d.z))
        }
    }

    /// The moments of the scores, in two passes.
    ///
    /// The four rows of a vector have a sum each, so that none waits for another.
    func moments() -> Moments {
        let rows = rows.span.extracting(0..<count)
        var (sums, counts) = (SIMD4<Double>(), SIMD4<Double>())
        for index in rows.indices {
            sums += rows[index].score
            counts += rows[index].valid
        }
        guard counts.total > 0 else { return Moments() }
        let mean = sums.total / counts.total
        var squares = SIMD4<Double>()
        for index in rows.indices {
            let distances = (rows[index].score - mean) * rows[index].valid
            squares += distances * distances
        }
        return Moments(n: Int(counts.total), sum: sums.total, squares: squares.total)
    }
}

extension SIMD4<Double> {
    /// The sum of the four, in the order that the bytes of snapshots rest on.
    var total: Double { (x + y) + (z + w) }

    /// The numbers where the mask holds, and 0 elsewhere.
    @inline(__always)
    func kept(where mask: SIMDMask<SIMD4<Int64>>) -> Self {
        // Unsafe but sound, because a mask is stored as its four lanes of 0 or −1, and numbers of
        // 64 bits are as large as others.
        let bits = unsafe unsafeBitCast(mask, to: SIMD4<UInt64>.self)
        return unsafe unsafeBitCast(
            unsafeBitCast(self, to: SIMD4<UInt64>.self) & bits, to: Self.self)
    }
}

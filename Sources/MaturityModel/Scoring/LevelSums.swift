/// The running sums of one node for every row of a chunk; afterwards its scores.
///
/// Nodes are computed depth first, so one of these per level of the tree is enough. A row has
/// four numbers side by side so that one addition serves all: x is Σ weight · part, where part
/// is the score, its logarithm or the smallest so far; y is Σ weight of the parts that have a
/// score; z is Σ weight of the parts that apply. When a node is finished, x is its score (0
/// where there is none), and y and z are 1 or 0 for whether it has one and whether it applies.
struct LevelSums {
    private(set) var rows: [SIMD4<Double>]

    init(capacity: Int) {
        rows = Array(repeating: SIMD4(), count: capacity)
    }

    mutating func begin(_ count: Int, _ combine: Combination) {
        let start = SIMD4<Double>(combine == .minimum ? .infinity : 0, 0, 0, 0)
        var rows = rows.mutableSpan
        for row in 0..<count { rows[row] = start }
    }

    /// Adds an item by its answers and what each of them adds.
    mutating func add(_ column: ArraySlice<UInt8>, _ tables: ItemTables, _ combine: Combination) {
        let bytes = column.span
        let entries = tables.entries.span
        var rows = rows.mutableSpan
        if combine == .minimum {
            for row in bytes.indices {
                let entry = entries[Int(bytes[row])]
                let least = min(rows[row].x, entry.x)
                rows[row] += entry
                rows[row].x = least
            }
        } else {
            for row in bytes.indices { rows[row] += entries[Int(bytes[row])] }
        }
    }

    /// Adds a child node whose scores are in `child`.
    mutating func add(_ child: LevelSums, _ count: Int, _ weight: Double, _ combine: Combination) {
        let scores = child.rows.span
        var rows = rows.mutableSpan
        switch combine {
        case .mean:
            for row in 0..<count { rows[row] += weight * scores[row] }
        case .geometric:
            for row in 0..<count {
                var part = scores[row]
                if part.y > 0 { part.x = Elementary.ln(part.x) }
                rows[row] += weight * part
            }
        case .minimum:
            for row in 0..<count {
                let part = scores[row]
                let least = part.y > 0 ? min(rows[row].x, part.x) : rows[row].x
                rows[row] += weight * part
                rows[row].x = least
            }
        }
    }

    /// Turns the sums into scores.
    mutating func finish(_ count: Int, _ combine: Combination, minimumValidShare: Double) {
        let minimum = minimumValidShare - ScoringPlan.tolerance
        var rows = rows.mutableSpan
        for row in 0..<count {
            let sums = rows[row]
            let applies: Double = sums.z > 0 ? 1 : 0
            guard sums.y > 0, sums.y >= minimum * sums.z else {
                rows[row] = SIMD4(0, 0, applies, 0)
                continue
            }
            let score =
                switch combine {
                case .mean: sums.x / sums.y
                case .geometric: Elementary.exp(sums.x / sums.y)
                case .minimum: sums.x
                }
            rows[row] = SIMD4(score, 1, applies, 0)
        }
    }

    /// Keeps the sums of rows in which as many parts have a score, and makes the others 0.
    mutating func keepComplete(_ count: Int, parts: Int) {
        var rows = rows.mutableSpan
        for row in 0..<count {
            rows[row] = rows[row].y == Double(parts) ? SIMD4(rows[row].x, 1, 1, 0) : SIMD4()
        }
    }

    /// The moments of the scores, in two passes. Four sums side by side do not wait for each
    /// other; rows come in multiples of 16, the last of them without a score.
    func moments(_ count: Int) -> Moments {
        let rows = rows.span
        var (a, b, c, d) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
        for row in stride(from: 0, to: count, by: 4) {
            a += rows[row]
            b += rows[row + 1]
            c += rows[row + 2]
            d += rows[row + 3]
        }
        let total = (a + b) + (c + d)
        var moments = Moments()
        guard total.y > 0 else { return moments }
        moments.n = Int(total.y)
        moments.sum = total.x
        let mean = total.x / total.y
        var squares = SIMD4<Double>()
        for row in stride(from: 0, to: count, by: 4) {
            let scores = SIMD4(rows[row].x, rows[row + 1].x, rows[row + 2].x, rows[row + 3].x)
            let valid = SIMD4(rows[row].y, rows[row + 1].y, rows[row + 2].y, rows[row + 3].y)
            let distances = (scores - mean) * valid
            squares += distances * distances
        }
        moments.squares = (squares.x + squares.y) + (squares.z + squares.w)
        return moments
    }
}

/// The running sums of items for every row of a chunk; afterwards the scores of their node.
///
/// A row has four numbers side by side so that one addition serves all: x is Σ weight · part, where
/// part is the score, its logarithm or the smallest so far; y is Σ weight of the parts that have a
/// score; z is Σ weight of the parts that apply. When they are finished, x is the score (0
/// where there is none), and y and z are 1 or 0 for whether there is one and whether the node
/// applies.
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
    mutating func add(_ bytes: Span<UInt8>, _ tables: ItemTables, _ combine: Combination) {
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
}

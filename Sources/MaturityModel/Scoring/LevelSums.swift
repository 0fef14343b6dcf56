/// The running sums of one node for every row of a chunk; afterwards its scores.
///
/// Nodes are computed depth first, so one of these per level of the tree is enough.
struct LevelSums {
    /// Σ weight · part, where part is the score, its logarithm, or the smallest so far.
    var parts: [Double]
    /// Σ weight of the parts that have a score; afterwards 1 or 0 for the node itself.
    var valid: [Double]
    /// Σ weight of the parts that apply; afterwards 1 or 0 for the node itself.
    var applicable: [Double]

    init(capacity: Int) {
        parts = [Double](repeating: 0, count: capacity)
        valid = parts
        applicable = parts
    }

    mutating func begin(_ rows: Int, _ combine: Combination) {
        let start: Double = combine == .minimum ? .infinity : 0
        for row in 0..<rows {
            parts[row] = start
            valid[row] = 0
            applicable[row] = 0
        }
    }

    /// Adds an item: its answers are bytes into three tables of 256 entries at `table`.
    mutating func add(_ bytes: ArraySlice<UInt8>, _ tables: ItemTables, _ combine: Combination) {
        var row = 0
        switch combine {
        case .mean, .geometric:
            for byte in bytes {
                let entry = tables.entry(byte)
                parts[row] += entry.part
                valid[row] += entry.valid
                applicable[row] += entry.applicable
                row += 1
            }
        case .minimum:
            for byte in bytes {
                let entry = tables.entry(byte)
                parts[row] = min(parts[row], entry.part)
                valid[row] += entry.valid
                applicable[row] += entry.applicable
                row += 1
            }
        }
    }

    /// Adds a child node whose scores are in `child`.
    mutating func add(_ child: LevelSums, _ rows: Int, _ weight: Double, _ combine: Combination) {
        for row in 0..<rows {
            let weightValid = weight * child.valid[row]
            valid[row] += weightValid
            applicable[row] += weight * child.applicable[row]
            guard weightValid > 0 else { continue }
            switch combine {
            case .mean: parts[row] += weight * child.parts[row]
            case .geometric: parts[row] += weight * Elementary.ln(child.parts[row])
            case .minimum: parts[row] = min(parts[row], child.parts[row])
            }
        }
    }

    /// Turns the sums into scores: `parts` holds the score (0 where there is none), `valid` and
    /// `applicable` say whether there is one and whether the node applies.
    mutating func finish(_ rows: Int, _ node: MaturityNode) {
        let minimum = node.minimumValidShare - ScoringPlan.tolerance
        for row in 0..<rows {
            let sum = valid[row]
            let whole = applicable[row]
            let scored = sum > 0 && sum >= minimum * whole
            applicable[row] = whole > 0 ? 1 : 0
            valid[row] = scored ? 1 : 0
            guard scored else {
                parts[row] = 0
                continue
            }
            switch node.combine {
            case .mean: parts[row] /= sum
            case .geometric: parts[row] = Elementary.exp(parts[row] / sum)
            case .minimum: break
            }
        }
    }

    /// The moments of the scores, in two passes.
    func moments(_ rows: Int) -> Moments {
        var moments = Moments()
        var count = 0.0
        for row in 0..<rows {
            count += valid[row]
            moments.sum += parts[row]
        }
        guard count > 0 else { return moments }
        moments.n = Int(count)
        let mean = moments.sum / count
        for row in 0..<rows {
            let distance = (parts[row] - mean) * valid[row]
            moments.squares += distance * distance
        }
        return moments
    }
}

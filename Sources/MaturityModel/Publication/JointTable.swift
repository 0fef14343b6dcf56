/// The columns of a `JointSystem`, with parts that no equation tells apart taken together.
struct JointTable {
    struct Column {
        /// The part, or nil where three or more stand together: they make up for each other, so
        /// none of them is determined.
        let part: Int?
        let equations: [Int]
    }

    private struct Place: Hashable {
        let part: Int
        let version: Int
    }

    private(set) var columns: [Column] = []
    /// Parts that are in the same equations in each of their versions.
    private(set) var classes: [[Int]] = []
    private var places: [Place: [Int]] = [:]

    /// - Parameter equationsOf: by version and part.
    init(_ equationsOf: [[[Int]]]) {
        var parts: [[[Int]]: [Int]] = [:]
        for part in equationsOf[0].indices {
            let own = equationsOf.map { $0[part] }
            if own.contains(where: { !$0.isEmpty }) { parts[own, default: []].append(part) }
        }
        for (own, parts) in parts.sorted(by: { $0.value[0] < $1.value[0] }) {
            classes.append(parts)
            for (version, equations) in own.enumerated() where !equations.isEmpty {
                add(parts, version, equations)
            }
        }
    }

    private mutating func add(_ parts: [Int], _ version: Int, _ equations: [Int]) {
        let named = parts.count < 3 ? parts.map(Optional.some) : [nil]
        let first = columns.count
        columns += named.map { Column(part: $0, equations: equations) }
        places[Place(part: parts[0], version: version)] = Array(first..<columns.count)
    }

    /// The columns of the class whose first part is given; nil when it is in no equation.
    func columns(of first: Int, version: Int) -> [Int]? {
        places[Place(part: first, version: version)]
    }
}

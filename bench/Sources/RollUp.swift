/// From the items' means to the means of the nodes above them, the same tree as the peers'.
///
/// Items form capabilities, these categories, these dimensions, and these maturity; a node's mean
/// is the plain mean of its children.
struct RollUp: Sendable {
    /// How many children the nodes of each level have, from the capabilities up.
    static let branches = [2, 5, 3, 2]
    /// How many kinds of organizations there are; an organization's is its number modulo this.
    static let kindCount = 4
    /// How many items a complete tree has.
    static let itemCount = branches.reduce(1, *)
    /// How many nodes it has.
    static let nodeCount: Int = {
        var nodes = 0
        var level = itemCount
        for branch in branches {
            level /= branch
            nodes += level
        }
        return nodes
    }()

    /// The means of the nodes, level by level from the capabilities up.
    static func nodes(_ items: ArraySlice<Double>) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(nodeCount)
        var below = Array(items)
        for branch in branches {
            let first = result.count
            for start in stride(from: 0, to: below.count, by: branch) {
                var sum = 0.0
                for child in start..<(start + branch) { sum += below[child] }
                result.append(sum / Double(branch))
            }
            below = Array(result[first...])
        }
        return result
    }

    /// The means of the group, then of each kind: every organization counts once.
    static func sets(_ organizations: [[Double]]) -> [[Double]] {
        var sums = [[Double]](repeating: Array(repeating: 0, count: nodeCount), count: kindCount)
        var counts = [Double](repeating: 0, count: kindCount)
        for (number, nodes) in organizations.enumerated() {
            let kind = number % kindCount
            counts[kind] += 1
            for node in nodes.indices { sums[kind][node] += nodes[node] }
        }
        let whole = (0..<nodeCount).map { node in sums.reduce(0) { $0 + $1[node] } }
        let total = counts.reduce(0, +)
        return [whole.map { $0 / total }]
            + zip(sums, counts).map { sum, count in sum.map { $0 / count } }
    }
}

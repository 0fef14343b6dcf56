/// What scoring needs of a node, without its texts.
struct NodeStep: Sendable {
    let level: Int
    let children: [Int]
    /// Every item at or below it.
    let items: Range<Int>
    let weight: Double
    let combine: Combination
    let minimumValidShare: Double

    var isLeaf: Bool { children.isEmpty }

    init(_ node: MaturityNode) {
        level = node.level
        children = node.children
        items = node.items
        weight = node.weight
        combine = node.combine
        minimumValidShare = node.minimumValidShare
    }
}

/// A node as the naive twin sees it.
final class PlainNode {
    let id: String
    let weight: Double
    let combine: String
    /// nil stands for the default.
    let share: Double?
    let level: Int
    var children: [PlainNode] = []
    var items: [Int] = []

    init(id: String, weight: Double, combine: String, share: Double?, level: Int) {
        self.id = id
        self.weight = weight
        self.combine = combine
        self.share = share
        self.level = level
    }

    /// The node and all below it, each before its children.
    var all: [PlainNode] { [self] + children.flatMap(\.all) }

    var allItems: [Int] { items + children.flatMap(\.allItems) }
}

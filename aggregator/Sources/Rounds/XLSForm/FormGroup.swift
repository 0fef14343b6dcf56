import MaturityModel

/// A group of a form as it becomes a node of the tree.
///
/// A node holds either nodes or items. Where a group has both, its items get a node of their own.
struct FormGroup {
    /// The group's name.
    let id: String
    /// Its title in each language.
    let title: DocumentNode
    /// The conditions of the group and of those it lies in, which hold for all its items.
    let conditions: [DocumentNode]

    private var children: [DocumentNode] = []
    private var items: [DocumentNode] = []
    /// How many children came before the first item.
    private var itemsPlace = 0

    init(id: String, title: DocumentNode, conditions: [DocumentNode]) {
        self.id = id
        self.title = title
        self.conditions = conditions
    }

    /// Whether nothing is in it.
    var isEmpty: Bool { children.isEmpty && items.isEmpty }

    /// Whether it has both groups and questions.
    var isMixed: Bool { !children.isEmpty && !items.isEmpty }

    /// Adds a node.
    mutating func add(_ child: DocumentNode) { children.append(child) }

    /// Adds an item.
    mutating func add(item: DocumentNode) {
        if items.isEmpty { itemsPlace = children.count }
        items.append(item)
    }

    /// The node.
    func document(id: String, title: DocumentNode) -> DocumentNode {
        let start: [(String, DocumentNode?)] = [("id", DocumentNode(.text(id))), ("title", title)]
        if children.isEmpty { return .members(start + [("items", .values(items))]) }
        guard isMixed else { return .members(start + [("children", .values(children))]) }
        var all = children
        all.insert(
            .members([
                ("id", DocumentNode(.text("\(id).questions"))), ("title", title),
                ("items", .values(items)),
            ]), at: itemsPlace)
        return .members(start + [("children", .values(all))])
    }
}

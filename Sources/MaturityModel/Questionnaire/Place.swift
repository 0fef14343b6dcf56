/// A value of the document together with the path that leads to it.
struct Place {
    let node: DocumentNode
    let path: String

    init(_ node: DocumentNode, _ path: String) {
        self.node = node
        self.path = path
    }
}

/// One named member of a map in a document.
public struct DocumentMember: Sendable, Equatable {
    /// The member's name.
    public let key: String
    /// Where the name stands, when known.
    public let keyPosition: DocumentPosition?
    /// What the member holds.
    public let value: DocumentNode

    /// A member of a map.
    public init(key: String, keyPosition: DocumentPosition? = nil, value: DocumentNode) {
        self.key = key
        self.keyPosition = keyPosition
        self.value = value
    }

    /// Two members are equal when their names and values are; places do not count.
    public static func == (left: DocumentMember, right: DocumentMember) -> Bool {
        left.key == right.key && left.value == right.value
    }
}

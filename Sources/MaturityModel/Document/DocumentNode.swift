/// A value of a YAML or JSON file, independent of the format it was written in.
///
/// A plain YAML scalar such as `1.0` or `no` has a kind (number, bool) and a text: whoever
/// reads the file sets `written`, so that it can serve where a text is expected.
public struct DocumentNode: Sendable, Equatable {
    /// The value.
    public let content: DocumentContent
    /// The scalar exactly as written, when it was not quoted.
    public let written: String?
    /// Where the value begins, when known.
    public let position: DocumentPosition?

    /// A value with what is known about its place and spelling.
    public init(
        _ content: DocumentContent, written: String? = nil, position: DocumentPosition? = nil
    ) {
        self.content = content
        self.written = written
        self.position = position
    }

    /// Two nodes are equal when they hold the same; places and spelling do not count.
    public static func == (left: DocumentNode, right: DocumentNode) -> Bool {
        left.content == right.content
    }

    /// The value as a text: a text itself, or a scalar as it was written.
    var asText: String? {
        switch content {
        case .text(let text): text
        case .number(let number): written ?? CanonicalNumber.text(number)
        case .bool(let flag): written ?? (flag ? "true" : "false")
        case .null: written
        case .list, .map: nil
        }
    }

    /// The value as a finite number.
    var asNumber: Double? {
        guard case .number(let number) = content, number.isFinite else { return nil }
        return number
    }

    /// What kind of value this is, in the words of an error text.
    var kindName: String {
        switch content {
        case .null: "nothing"
        case .bool: "true or false"
        case .number: "a number"
        case .text: "a text"
        case .list: "a list"
        case .map: "a map"
        }
    }

    static func text(_ text: String) -> DocumentNode { DocumentNode(.text(text)) }

    static func number(_ number: Double) -> DocumentNode { DocumentNode(.number(number)) }

    static func list(_ values: [DocumentNode]) -> DocumentNode { DocumentNode(.list(values)) }

    static func map(_ members: [(String, DocumentNode?)]) -> DocumentNode {
        DocumentNode(
            .map(
                members.compactMap { member in
                    member.1.map { DocumentMember(key: member.0, value: $0) }
                }))
    }
}

import MaturityModel
import Yams

/// Writes a document as YAML that people go on editing.
enum QuestionnaireText {
    /// The document's text.
    static func yaml(_ document: DocumentNode) throws -> String {
        try Yams.serialize(node: node(document), width: 100, allowUnicode: true)
    }

    private static func node(_ document: DocumentNode) -> Node {
        switch document.content {
        case .null: return Node("null", Tag(.null))
        case .bool(let flag): return Node(flag ? "true" : "false", Tag(.bool))
        case .number(let number):
            let text = Int(exactly: number).map { "\($0)" } ?? "\(number)"
            return Node(text, Tag(Int(exactly: number) == nil ? .float : .int))
        case .text(let text):
            // Only a plain word needs no quotes; anything else might be read as something else.
            return Node(text, Tag(.str), isWord(text) ? .plain : .doubleQuoted)
        case .list(let values): return Node(values.map(node), Tag(.seq), .block)
        case .map(let members):
            return Node(
                members.map { (Node($0.key, Tag(.str), .any), node($0.value)) }, Tag(.map), .block)
        }
    }

    private static let otherMeanings: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null",
    ]

    private static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, first > 0x40, first < 0x7B else { return false }
        return text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x2F, 0x5F].contains(byte)
        } && !otherMeanings.contains(text.lowercased())
    }
}

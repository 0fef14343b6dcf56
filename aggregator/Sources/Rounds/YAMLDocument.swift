import MaturityModel
import Yams

/// Reads YAML, and with it JSON, into a document whose every value knows its place.
struct YAMLDocument {
    /// Why a text is not a document.
    struct Fault: Error, Equatable {
        /// The line, from 1.
        let line: Int
        /// The column in characters, from 1.
        let column: Int
        /// What is wrong there.
        let reason: String
    }

    /// Values in a document at most; aliases count as often as they are used.
    static let valuesMaximum = 200_000
    /// How deep values may nest.
    static let depthMaximum = 64

    private var count = 0

    /// The document that a text holds.
    /// - Throws: a `Fault`.
    static func read(_ text: String) throws -> DocumentNode {
        do {
            // Some editors begin a file with a byte order mark.
            let mark: Unicode.Scalar = "\u{FEFF}"
            let isMarked = text.unicodeScalars.first == mark
            let plain = isMarked ? String(text.unicodeScalars.dropFirst()) : text
            guard let node = try Yams.compose(yaml: plain) else {
                throw Fault(line: 1, column: 1, reason: "the file is empty")
            }
            var reading = YAMLDocument()
            return try reading.document(node, depth: 0)
        } catch let error as YamlError {
            throw fault(error)
        }
    }

    private mutating func document(_ node: Node, depth: Int) throws -> DocumentNode {
        count += 1
        guard count <= Self.valuesMaximum, depth <= Self.depthMaximum else {
            throw Fault(
                line: node.mark?.line ?? 1, column: node.mark?.column ?? 1,
                reason: "the file has more than \(Self.valuesMaximum) values "
                    + "or nests deeper than \(Self.depthMaximum)")
        }
        let position = Self.position(node.mark)
        switch node {
        case .scalar(let scalar):
            try Self.checkVisible(scalar.string, at: node.mark)
            return Self.scalar(scalar, node, position)
        case .sequence(let sequence):
            let values = try sequence.map { try document($0, depth: depth + 1) }
            return DocumentNode(.list(values), position: position)
        case .mapping(let mapping):
            let members = try mapping.map { key, value in
                guard case .scalar(let name) = key else {
                    throw Fault(
                        line: key.mark?.line ?? 1, column: key.mark?.column ?? 1,
                        reason: "the name of a member is not a text")
                }
                try Self.checkVisible(name.string, at: key.mark)
                return DocumentMember(
                    key: name.string, keyPosition: Self.position(key.mark),
                    value: try document(value, depth: depth + 1))
            }
            return DocumentNode(.map(members), position: position)
        case .alias(let alias):
            throw Fault(
                line: alias.mark?.line ?? 1, column: alias.mark?.column ?? 1,
                reason: "an alias cannot be resolved")
        }
    }

    private static func scalar(
        _ scalar: Node.Scalar, _ node: Node, _ position: DocumentPosition?
    ) -> DocumentNode {
        guard scalar.style == .plain || scalar.style == .any else {
            return DocumentNode(.text(scalar.string), position: position)
        }
        let content: DocumentContent
        if node.null != nil {
            content = .null
        } else if let flag = node.bool {
            content = .bool(flag)
        } else if let number = node.float, number.isFinite {
            content = .number(number)
        } else {
            return DocumentNode(.text(scalar.string), position: position)
        }
        return DocumentNode(content, written: scalar.string, position: position)
    }

    private static func checkVisible(_ text: String, at mark: Mark?) throws {
        guard let character = HiddenCharacter.first(in: text) else { return }
        throw Fault(
            line: mark?.line ?? 1, column: mark?.column ?? 1,
            reason: "the text has the control character \(character), which nobody sees; remove it")
    }

    private static func position(_ mark: Mark?) -> DocumentPosition? {
        mark.map { DocumentPosition(line: $0.line, column: $0.column) }
    }

    private static func fault(_ error: YamlError) -> Fault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Fault(line: mark.line, column: mark.column, reason: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            return Fault(
                line: context.mark.line, column: context.mark.column,
                reason: "the member `\(duplicates.first ?? "")` occurs twice")
        default:
            return Fault(line: 1, column: 1, reason: "the file is not YAML: \(error)")
        }
    }
}

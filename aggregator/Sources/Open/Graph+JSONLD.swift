import Foundation

/// Writing a graph as JSON-LD 1.1, in expanded statements with prefixes.
extension Graph {
    /// The graph's bytes.
    func jsonLD() throws -> [UInt8] {
        let context = Dictionary(Self.prefixes.map { ($0.name, $0.address) }) { first, _ in first }
        let document: [String: Any] = ["@context": context, "@graph": nodes.map(Self.object)]
        let data = try JSONSerialization.data(
            withJSONObject: document,
            options: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
        return Array(data) + [0x0A]
    }

    private static func object(_ node: Node) -> [String: Any] {
        var object: [String: Any] = ["@id": address(node.address), "@type": node.type]
        for (predicate, statements) in Dictionary(grouping: node.statements, by: \.predicate) {
            object[predicate] = statements.map { value($0.object) }
        }
        return object
    }

    private static func value(_ object: Object) -> [String: String] {
        switch object {
        case .thing(let name): ["@id": address(name)]
        case .text(let text, let language?): ["@value": text, "@language": language]
        case .text(let text, nil): ["@value": text]
        case .value(let text, let type): ["@value": text, "@type": type]
        }
    }
}

import MaturityModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reading JSON back in tests.
enum JSON {
    static func read<T: Decodable>(_ type: T.Type, _ bytes: [UInt8]) throws -> T {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    static func read(_ bytes: [UInt8]) throws -> DocumentNode {
        try read(DocumentNode.self, bytes)
    }
}

extension DocumentNode {
    /// A member of a map.
    subscript(name: String) -> DocumentNode? {
        guard case .map(let members) = content else { return nil }
        return members.first { $0.key == name }?.value
    }

    var names: [String] {
        guard case .map(let members) = content else { return [] }
        return members.map(\.key)
    }

    var elements: [DocumentNode] {
        guard case .list(let values) = content else { return [] }
        return values
    }

    var number: Double? {
        guard case .number(let number) = content else { return nil }
        return number
    }

    var text: String? {
        guard case .text(let text) = content else { return nil }
        return text
    }
}

public import MaturityModel

/// Short spellings for documents in tests.
extension DocumentNode: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    public init(stringLiteral text: String) { self.init(.text(text)) }

    public init(arrayLiteral values: DocumentNode...) { self.init(.list(values)) }

    public init(dictionaryLiteral members: (String, DocumentNode)...) {
        self.init(.map(members.map { DocumentMember(key: $0.0, value: $0.1) }))
    }

    public init(floatLiteral number: Double) { self.init(.number(number)) }

    public init(integerLiteral number: Int) { self.init(.number(Double(number))) }

    public init(booleanLiteral flag: Bool) { self.init(.bool(flag)) }

    /// The same map with one member set, or removed when the value is nil.
    func setting(_ key: String, _ value: DocumentNode?) -> DocumentNode {
        guard case .map(let members) = content else { return self }
        var changed = members.filter { $0.key != key }
        if let value { changed.append(DocumentMember(key: key, value: value)) }
        return DocumentNode(.map(changed))
    }

    static func english(_ text: String) -> DocumentNode {
        ["en": DocumentNode(.text(text))]
    }

    static func texts(_ values: [String]) -> DocumentNode {
        DocumentNode(.list(values.map { DocumentNode(.text($0)) }))
    }

    static func values(_ values: [DocumentNode]) -> DocumentNode {
        DocumentNode(.list(values))
    }
}

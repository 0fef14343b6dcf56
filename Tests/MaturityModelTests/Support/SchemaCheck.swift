import MaturityModel

/// A small evaluator of JSON Schema (draft 2020-12): the keywords that our schema uses, and a
/// complaint about any other, so that none is ignored unnoticed.
struct SchemaCheck: Sendable {
    private let root: DocumentNode
    private static let notes = ["$schema", "$id", "title", "description", "default", "$defs"]

    init(_ root: DocumentNode) {
        self.root = root
    }

    /// What is wrong with a document; empty when nothing is.
    func faults(_ document: DocumentNode) -> [String] { faults(document, root, "") }

    private func faults(
        _ value: DocumentNode, _ schema: DocumentNode, _ path: String
    ) -> [String] {
        if case .bool(let isAllowed) = schema.content { return isAllowed ? [] : ["\(path): no"] }
        return schema.names.flatMap { keyword -> [String] in
            guard let rule = schema[keyword], !Self.notes.contains(keyword) else { return [] }
            return apply(keyword, rule, value, schema, path)
        }
    }

    private func apply(
        _ keyword: String, _ rule: DocumentNode, _ value: DocumentNode, _ schema: DocumentNode,
        _ path: String
    ) -> [String] {
        switch keyword {
        case "$ref": return faults(value, resolve(rule.text ?? ""), path)
        case "type":
            let types = rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)
            return check(types.contains { isType(value, $0) }, keyword, path)
        case "const": return check(value == rule, keyword, path)
        case "enum": return check(rule.elements.contains(value), keyword, path)
        case "oneOf":
            let count = rule.elements.filter { faults(value, $0, path).isEmpty }.count
            return check(count == 1, keyword, path)
        case "required":
            guard isType(value, "object") else { return [] }
            return rule.elements.compactMap(\.text).filter { value[$0] == nil }
                .map { "\(path): \($0) is missing" }
        case "properties", "additionalProperties", "propertyNames":
            return members(keyword, rule, value, schema, path)
        case "items":
            return value.elements.enumerated().flatMap { faults($1, rule, "\(path)/\($0)") }
        case "uniqueItems":
            let elements = value.elements
            let isUnique = elements.indices.allSatisfy { !elements[..<$0].contains(elements[$0]) }
            return check(isUnique, keyword, path)
        case "pattern":
            return check(value.text.map { matches($0, rule.text) } ?? true, keyword, path)
        default: return bound(keyword, rule.number ?? 0, value, path)
        }
    }

    private func check(_ holds: Bool, _ keyword: String, _ path: String) -> [String] {
        holds ? [] : ["\(path): \(keyword)"]
    }

    private func members(
        _ keyword: String, _ rule: DocumentNode, _ value: DocumentNode, _ schema: DocumentNode,
        _ path: String
    ) -> [String] {
        value.names.flatMap { name -> [String] in
            let known = schema["properties"]?[name]
            let place = "\(path)/\(name)"
            switch keyword {
            case "propertyNames": return faults(DocumentNode(.text(name)), rule, place)
            case "properties":
                guard let known, let member = value[name] else { return [] }
                return faults(member, known, place)
            default:
                guard known == nil, let member = value[name] else { return [] }
                return faults(member, rule, place)
            }
        }
    }

    private func bound(
        _ keyword: String, _ limit: Double, _ value: DocumentNode, _ path: String
    ) -> [String] {
        let number = value.number
        let length = value.text.map { Double($0.unicodeScalars.count) }
        let isList = isType(value, "array")
        let isMap = isType(value, "object")
        let holds: Bool? =
            switch keyword {
            case "minimum": number.map { $0 >= limit } ?? true
            case "maximum": number.map { $0 <= limit } ?? true
            case "minLength": length.map { $0 >= limit } ?? true
            case "maxLength": length.map { $0 <= limit } ?? true
            case "minItems": !isList || Double(value.elements.count) >= limit
            case "maxItems": !isList || Double(value.elements.count) <= limit
            case "minProperties": !isMap || Double(value.names.count) >= limit
            case "maxProperties": !isMap || Double(value.names.count) <= limit
            default: nil
            }
        return check(holds ?? false, holds == nil ? "unknown keyword \(keyword)" : keyword, path)
    }

    private func isType(_ value: DocumentNode, _ type: String) -> Bool {
        switch (type, value.content) {
        case ("object", .map), ("array", .list), ("string", .text), ("boolean", .bool),
            ("number", .number), ("null", .null):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }

    private func resolve(_ reference: String) -> DocumentNode {
        reference.split(separator: "/").dropFirst().reduce(root) { node, name in
            node[String(name)] ?? DocumentNode(.bool(false))
        }
    }

    /// The schema has one pattern, that of identifiers; another one must be added here.
    private func matches(_ text: String, _ pattern: String?) -> Bool {
        guard pattern == "^[A-Za-z0-9][A-Za-z0-9._-]*$" else { return false }
        let bytes = Array(text.utf8)
        let letters = bytes.map { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte)
        }
        let others = [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")]
        return letters.first == true
            && zip(bytes, letters).allSatisfy { $1 || others.contains($0) }
    }
}

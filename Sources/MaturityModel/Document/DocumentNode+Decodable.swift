extension DocumentNode: Decodable {
    /// Reads any JSON value; places and spelling stay unknown.
    ///
    /// A decoder does not tell the order of members, so a map's members come sorted by name.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyName.self) {
            let members = try container.allKeys.map { name in
                DocumentMember(
                    key: name.stringValue,
                    value: try container.decode(DocumentNode.self, forKey: name))
            }
            self.init(.map(members.sorted { TextOrder.precedes($0.key, $1.key) }))
        } else if var container = try? decoder.unkeyedContainer() {
            var values: [DocumentNode] = []
            while !container.isAtEnd {
                values.append(try container.decode(DocumentNode.self))
            }
            self.init(.list(values))
        } else {
            self.init(try Self.scalar(in: decoder.singleValueContainer()))
        }
    }

    private static func scalar(
        in container: any SingleValueDecodingContainer
    ) throws -> DocumentContent {
        if container.decodeNil() { return .null }
        if let flag = try? container.decode(Bool.self) { return .bool(flag) }
        if let number = try? container.decode(Double.self) { return .number(number) }
        return .text(try container.decode(String.self))
    }
}

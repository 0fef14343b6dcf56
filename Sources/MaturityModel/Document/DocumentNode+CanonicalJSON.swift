extension DocumentNode {
    /// The JSON text of RFC 8785: sorted names, no white space, one spelling for every value.
    ///
    /// Names are sorted by UTF-16 code units; numbers are written as ECMAScript does. A number
    /// that is not finite has no JSON form and becomes `null`.
    public func canonicalJSON() -> [UInt8] {
        var output: [UInt8] = []
        appendCanonicalJSON(to: &output)
        return output
    }

    private func appendCanonicalJSON(to output: inout [UInt8]) {
        switch content {
        case .null: output += Array("null".utf8)
        case .bool(let flag): output += Array((flag ? "true" : "false").utf8)
        case .number(let number):
            output += Array((number.isFinite ? CanonicalNumber.text(number) : "null").utf8)
        case .text(let text): JSONBytes.append(text, to: &output)
        case .list(let values): appendList(values, to: &output)
        case .map(let members): appendMap(members, to: &output)
        }
    }

    private func appendList(_ values: [DocumentNode], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            value.appendCanonicalJSON(to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private func appendMap(_ members: [DocumentMember], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        for (index, member) in sorted.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            JSONBytes.append(member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.appendCanonicalJSON(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}

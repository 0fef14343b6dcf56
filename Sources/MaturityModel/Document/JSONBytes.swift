/// Pieces of JSON text, appended to bytes.
enum JSONBytes {
    /// Appends a quoted text, escaping only what JSON and RFC 8785 require.
    static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                output.append(byte)
            } else {
                output.append(contentsOf: escape(byte).utf8)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case 0x08: return "\\b"
        case 0x09: return "\\t"
        case 0x0A: return "\\n"
        case 0x0C: return "\\f"
        case 0x0D: return "\\r"
        default:
            let digits = String(byte, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }

    /// Appends the shortest decimal that reads back to the same double; what is not finite has
    /// no JSON form and becomes `null`.
    static func append(_ number: Double, to output: inout [UInt8]) {
        guard number.isFinite else {
            output += Array("null".utf8)
            return
        }
        output.append(contentsOf: number.description.utf8)
    }

    /// Appends a whole number.
    static func append(_ number: Int, to output: inout [UInt8]) {
        // Digits from the last to the first; a text for each number would take several times as
        // long, and so would dividing by anything but a constant.
        let zero = UInt8(ascii: "0")
        if number < 0 { output.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        guard rest >= 10 else { return output.append(zero + UInt8(rest)) }
        var digits = InlineArray<20, UInt8>(repeating: zero)
        var first = digits.count
        while rest > 0 {
            first -= 1
            digits[first] = zero + UInt8(rest % 10)
            rest /= 10
        }
        for place in first..<digits.count { output.append(digits[place]) }
    }
}

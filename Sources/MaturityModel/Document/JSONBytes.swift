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
        var text = number.description
        // Because the bytes of a native text live through the call, which copies them.
        text.withUTF8 { unsafe output.append(contentsOf: $0) }
    }

    /// Appends a whole number.
    static func append(_ number: Int, to output: inout [UInt8]) {
        if number < 0 { output.append(UInt8(ascii: "-")) }
        output.append(addingCapacity: 20) { append(number.magnitude, to: &$0) }
    }

    /// Appends a list of counts, which most of a snapshot are.
    static func append(_ counts: [UInt32], to output: inout [UInt8]) {
        // A count has ten digits at most, and a comma or bracket.
        output.append(addingCapacity: counts.count * 11 + 2) { output in
            output.append(UInt8(ascii: "["))
            for index in counts.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                append(UInt(counts[index]), to: &output)
            }
            output.append(UInt8(ascii: "]"))
        }
    }

    /// Two digits at a time, without a text for each number and dividing by constants alone.
    private static func append(_ number: UInt, to output: inout OutputSpan<UInt8>) {
        let zero = UInt8(ascii: "0")
        guard number >= 10 else { return output.append(zero + UInt8(number)) }
        if number >= 100 { append(number / 100, to: &output) }
        let rest = UInt8(number % 100)
        output.append(zero + rest / 10)
        output.append(zero + rest % 10)
    }
}

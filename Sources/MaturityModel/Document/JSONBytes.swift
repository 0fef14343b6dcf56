/// Pieces of JSON text, appended to bytes.
enum JSONBytes {
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    /// Appends a quoted text, escaping only what JSON and RFC 8785 require.
    static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\\"): output += [byte, byte]
            case 0x08: output += Array("\\b".utf8)
            case 0x09: output += Array("\\t".utf8)
            case 0x0A: output += Array("\\n".utf8)
            case 0x0C: output += Array("\\f".utf8)
            case 0x0D: output += Array("\\r".utf8)
            case 0..<0x20:
                output += Array("\\u00".utf8)
                output.append(hexadecimal[Int(byte >> 4)])
                output.append(hexadecimal[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends the shortest decimal that reads back to the same double; what is not finite has
    /// no JSON form and becomes `null`.
    static func append(_ number: Double, to output: inout [UInt8]) {
        guard number.isFinite else {
            output += Array("null".utf8)
            return
        }
        output.append(contentsOf: "\(number)".utf8)
    }

    /// Appends a whole number.
    static func append(_ number: Int, to output: inout [UInt8]) {
        output.append(contentsOf: String(number).utf8)
    }
}

/// Writes JSON strings: the one place where quoting is decided.
public enum JSONText {
    /// Appends a quoted string with the escapes that RFC 8259 requires and no others.
    public static func append(_ text: String, to output: inout [UInt8]) {
        output.append(0x22)
        if needsNoEscape(text.utf8Span.span) {
            output.append(contentsOf: text.utf8)
        } else {
            appendEscaped(text, to: &output)
        }
        output.append(0x22)
    }

    private static func needsNoEscape(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte >= 0x20, byte != 0x22, byte != 0x5C else { return false }
        }
        return true
    }

    private static func appendEscaped(_ text: String, to output: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case 0x22: output += [0x5C, 0x22]
            case 0x5C: output += [0x5C, 0x5C]
            case 0x08: output += [0x5C, 0x62]
            case 0x09: output += [0x5C, 0x74]
            case 0x0A: output += [0x5C, 0x6E]
            case 0x0C: output += [0x5C, 0x66]
            case 0x0D: output += [0x5C, 0x72]
            case 0x00..<0x20:
                output += [0x5C, 0x75, 0x30, 0x30]
                Hexadecimal.append(CollectionOfOne(byte), to: &output)
            default: output.append(byte)
            }
        }
    }

    /// Appends a member of an object: its quoted name and a colon.
    public static func append(name: StaticString, to output: inout [UInt8]) {
        append(name.description, to: &output)
        output.append(0x3A)
    }
}

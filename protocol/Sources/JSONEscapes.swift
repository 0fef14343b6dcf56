/// The escapes of JSON strings, read.
enum JSONEscapes {
    /// The number of bytes an escape takes when it begins with the backslash at `start`, or nil
    /// when it is not one; a surrogate counts only as a whole pair.
    static func length(at start: Int, in line: Span<UInt8>) -> Int? {
        guard start + 1 < line.count else { return nil }
        if simple(line[start + 1]) != nil { return 2 }
        guard let unit = unit(at: start, in: line) else { return nil }
        if unit >= 0xD800, unit < 0xDC00 {
            guard let low = self.unit(at: start + 6, in: line), low >= 0xDC00, low < 0xE000 else {
                return nil
            }
            return 12
        }
        return unit >= 0xDC00 && unit < 0xE000 ? nil : 6
    }

    /// Appends the text of a slice whose escapes were checked with `length(at:in:)`.
    static func unescape(
        _ slice: ResponseFields.Slice, in line: Span<UInt8>, into output: inout [UInt8]
    ) {
        var index = slice.start
        let end = slice.start + slice.count
        while index < end {
            guard line[index] == 0x5C, let length = length(at: index, in: line) else {
                output.append(line[index])
                index += 1
                continue
            }
            output += Array(String(scalar(at: index, length: length, in: line)).utf8)
            index += length
        }
    }

    private static func scalar(at start: Int, length: Int, in line: Span<UInt8>) -> Character {
        if length == 2, let byte = simple(line[start + 1]) {
            return Character(Unicode.Scalar(byte))
        }
        var value = unit(at: start, in: line) ?? 0xFFFD
        if length == 12, let low = unit(at: start + 6, in: line) {
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        return Character(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    private static func simple(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x22, 0x5C, 0x2F: byte
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: nil
        }
    }

    private static func unit(at start: Int, in line: Span<UInt8>) -> UInt32? {
        guard start + 5 < line.count, line[start] == 0x5C, line[start + 1] == 0x75 else {
            return nil
        }
        var value: UInt32 = 0
        for offset in 2..<6 {
            var digit = line[start + offset]
            if digit >= 0x41, digit <= 0x46 { digit += 0x20 }
            guard let part = Hexadecimal.value(digit) else { return nil }
            value = value << 4 | UInt32(part)
        }
        return value
    }
}

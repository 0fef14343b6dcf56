/// The JSON beneath: strings, punctuation and white space.
extension ResponseParser {
    mutating func skipSpace(in line: Span<UInt8>) {
        while position < line.count {
            switch line[position] {
            case 0x20, 0x09, 0x0D: position += 1
            default: return
            }
        }
    }

    mutating func expect(_ byte: UInt8, in line: Span<UInt8>) throws(Problem) {
        skipSpace(in: line)
        guard position < line.count, line[position] == byte else {
            throw malformed("`\(Character(Unicode.Scalar(byte)))` is missing")
        }
        position += 1
    }

    /// Whether the next byte closes an empty object; if so it has been read.
    mutating func closes(_ byte: UInt8, in line: Span<UInt8>) throws(Problem) -> Bool {
        skipSpace(in: line)
        guard position < line.count else { throw malformed("the line ends too early") }
        guard line[position] == byte else { return false }
        position += 1
        return true
    }

    /// Reads the comma before another member, or the brace after the last one.
    mutating func continues(in line: Span<UInt8>) throws(Problem) -> Bool {
        skipSpace(in: line)
        guard position < line.count else { throw malformed("the line ends too early") }
        switch line[position] {
        case 0x2C:
            position += 1
            return true
        case 0x7D:
            position += 1
            return false
        default: throw malformed("`,` or `}` is missing")
        }
    }

    /// Reads a string and returns what lies between its quotation marks.
    mutating func string(in line: Span<UInt8>) throws(Problem) -> ResponseFields.Slice {
        try expect(0x22, in: line)
        let start = position
        var isEscaped = false
        var high: UInt8 = 0
        while position < line.count {
            let byte = line[position]
            if byte == 0x22 {
                let slice = ResponseFields.Slice(
                    start: start, count: position - start, isEscaped: isEscaped)
                position += 1
                if high >= 0x80 { try checkUTF8(slice, in: line) }
                return slice
            }
            if byte < 0x20 { throw malformed("a text holds a control character") }
            if byte == 0x5C {
                guard let length = JSONEscapes.length(at: position, in: line) else {
                    throw malformed("a text holds an invalid escape")
                }
                isEscaped = true
                position += length
            } else {
                high |= byte
                position += 1
            }
        }
        throw malformed("a text does not end")
    }

    /// Reads a string that must be an identifier, in one pass; the rule is that of `Identifier`.
    ///
    /// Returns nil when it is another string or none; the position is then undefined.
    mutating func identifierText(in line: Span<UInt8>) -> ResponseFields.Slice? {
        skipSpace(in: line)
        guard position < line.count, line[position] == 0x22 else { return nil }
        position += 1
        let start = position
        while position < line.count, Self.isIdentifierByte(line[position]) { position += 1 }
        let count = position - start
        guard position < line.count, line[position] == 0x22, count > 0,
            count <= Limits.identifierBytesMaximum
        else { return nil }
        switch line[start] {
        case 0x2D, 0x2E, 0x5F: return nil
        default: break
        }
        position += 1
        return ResponseFields.Slice(start: start, count: count)
    }

    /// Letters, digits, `-`, `.` and `_`, as two sets of 64 bits, one for each half of ASCII.
    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x03FF_6000_0000_0000
        let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
        guard byte < 0x80 else { return false }
        return (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
    }

    static func equal(
        _ slice: ResponseFields.Slice, in line: Span<UInt8>, _ bytes: [UInt8]
    ) -> Bool {
        guard slice.count == bytes.count else { return false }
        for index in 0..<slice.count where line[slice.start + index] != bytes[index] {
            return false
        }
        return true
    }

    func malformed(_ reason: String) -> Problem {
        Problem(.responseMalformed, "\(reason), at byte \(position)")
    }

    func invalid(_ member: Member, _ expected: String) -> Problem {
        Problem(.memberInvalid, "the member `\(member)` is not \(expected)")
    }

    /// A name from the line for an error text, shortened and without control characters.
    func shown(_ slice: ResponseFields.Slice, in line: Span<UInt8>) -> String {
        String(
            slice.text(in: line).unicodeScalars.prefix(40).filter { $0.value >= 0x20 }
                .map(Character.init))
    }

    private func checkUTF8(
        _ slice: ResponseFields.Slice, in line: Span<UInt8>
    ) throws(Problem) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(slice.count)
        for index in slice.range { bytes.append(line[index]) }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw malformed("a text is not UTF-8")
        }
    }
}

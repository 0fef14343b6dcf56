/// The values of a response's members.
extension ResponseParser {
    mutating func plain(
        _ member: Member, in line: Span<UInt8>
    ) throws(Problem) -> ResponseFields.Slice {
        let slice = try string(in: line)
        guard !slice.isEscaped else { throw invalid(member, "text without escapes") }
        return slice
    }

    mutating func number(_ member: Member, in line: Span<UInt8>) throws(Problem) -> Int {
        var value = 0
        let start = position
        while position < line.count, case 0x30...0x39 = line[position], position - start < 8 {
            value = value * 10 + Int(line[position] - 0x30)
            position += 1
        }
        let leadsWithZero = position > start && line[start] == 0x30
        guard value >= 1, value <= Limits.revisionMaximum, !leadsWithZero else {
            throw invalid(member, "a whole number from 1 to \(Limits.revisionMaximum)")
        }
        return value
    }

    /// Whether the value is null; if so it has been read.
    mutating func optional(in line: Span<UInt8>) throws(Problem) -> Bool {
        guard position < line.count, line[position] == 0x6E else { return false }
        guard position + 4 <= line.count, line[position + 1] == 0x75,
            line[position + 2] == 0x6C, line[position + 3] == 0x6C
        else { throw malformed("a value is neither text nor null") }
        position += 4
        return true
    }

    mutating func digest(_ member: Member, in line: Span<UInt8>) throws(Problem) -> Digest {
        let slice = try plain(member, in: line)
        guard let digest = Digest(text: line.extracting(slice.range)) else {
            throw invalid(member, "`sha256:` and 64 lowercase hexadecimal digits")
        }
        return digest
    }

    mutating func identifier(
        _ member: Member, in line: Span<UInt8>
    ) throws(Problem) -> ResponseFields.Slice {
        skipSpace(in: line)
        let start = position
        if let slice = identifierText(in: line) { return slice }
        // Read once more, for the reason.
        position = start
        _ = try string(in: line)
        throw invalid(member, "made of identifiers: 1 to 64 of A-Z a-z 0-9 . _ -")
    }

    /// The name of a unit; the rule is that of `UnitName`.
    mutating func unit(in line: Span<UInt8>) throws(Problem) -> ResponseFields.Slice {
        let slice = try string(in: line)
        guard UnitName.isValid(slice.text(in: line)) else {
            throw invalid(
                .unit,
                "1 to \(Limits.unitBytesMaximum) bytes of text without control characters")
        }
        return slice
    }

    mutating func respondent(in line: Span<UInt8>) throws(Problem) -> ResponseFields.Slice {
        let slice = try plain(.respondent, in: line)
        guard slice.count >= 16, slice.count <= Limits.respondentBytesMaximum,
            allBytes(of: slice, in: line, { $0 > 0x20 && $0 < 0x7F })
        else {
            throw invalid(.respondent, "16 to \(Limits.respondentBytesMaximum) ASCII characters")
        }
        return slice
    }

    mutating func agent(in line: Span<UInt8>) throws(Problem) -> ResponseFields.Slice {
        let slice = try plain(.agent, in: line)
        guard slice.count > 0, slice.count <= Limits.agentBytesMaximum,
            allBytes(of: slice, in: line, { $0 >= 0x20 && $0 < 0x7F })
        else { throw invalid(.agent, "1 to \(Limits.agentBytesMaximum) ASCII characters") }
        return slice
    }

    /// A time in UTC; the rule is that of `UTCTime`.
    mutating func timestamp(
        _ member: Member, in line: Span<UInt8>
    ) throws(Problem) -> ResponseFields.Slice {
        let slice = try plain(member, in: line)
        guard UTCTime.isValid(line.extracting(slice.range)) else {
            throw invalid(member, "a time in UTC such as 2026-03-01T09:30:00Z")
        }
        return slice
    }

    mutating func pairs(_ member: Member, in line: Span<UInt8>) throws(Problem) {
        let maximum =
            member == .answers ? Limits.answersMaximum : Limits.backgroundMaximum
        try expect(0x7B, in: line)
        if try closes(0x7D, in: line) { return }
        var count = 0
        repeat {
            count += 1
            guard count <= maximum else {
                throw Problem(.memberInvalid, "`\(member)` has more than \(maximum) entries")
            }
            let item = try identifier(member, in: line)
            try expect(0x3A, in: line)
            skipSpace(in: line)
            let code = try identifier(member, in: line)
            let answer = ResponseFields.Answer(item: item, code: code)
            if member == .answers {
                fields.answers.append(answer)
            } else {
                fields.background.append(answer)
            }
        } while try continues(in: line)
    }

    private func allBytes(
        of slice: ResponseFields.Slice, in line: Span<UInt8>, _ condition: (UInt8) -> Bool
    ) -> Bool {
        for index in slice.range where !condition(line[index]) { return false }
        return true
    }
}

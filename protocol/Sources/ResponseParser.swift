/// Reads one sealed response in a single pass over its bytes.
///
/// The format is fixed, so the parser is too: an object with known members, two of which are
/// objects of strings. There is no recursion, hence no depth to attack; nothing is copied but the
/// id and the digests; the arrays keep their storage from line to line. It is stricter than JSON
/// where a lax reading would let two programs see two different responses: a member given twice,
/// an unknown member, bytes that are not UTF-8 are refused. An item answered twice is left in
/// `fields` twice, for the reader that knows the questionnaire to refuse: it looks up each item
/// anyway.
public struct ResponseParser {
    /// The members in the order in which `Response.sealed()` writes them.
    enum Member: Int, CaseIterable {
        case format, id, revision, replaces, round, questionnaire, organization
        case unit, respondent, background, answers, startedAt, completedAt, agent
    }

    private static let names: [[UInt8]] = Member.allCases.map { Array("\($0)".utf8) }
    private static let formatBytes = Array(Response.format.utf8)
    private static let allMembers: UInt32 = 1 << UInt32(Member.allCases.count) - 1

    /// The fields of the line that was parsed last.
    public internal(set) var fields = ResponseFields()
    var position = 0
    private var seen: UInt32 = 0
    private var hasReadID = false

    /// A parser; keep one for many lines.
    public init() {}

    /// The id of the line, when it could be read even though the line was refused.
    public var id: ResponseID? { hasReadID ? fields.id : nil }

    /// The revision of the line, when it could be read even though the line was refused.
    public var revision: Int? { fields.revision > 0 ? fields.revision : nil }

    /// Reads the line into `fields`.
    ///
    /// Items, codes, round and organization are slices; whether they exist is the caller's matter.
    /// - Throws: a `Problem` naming the first fault.
    public mutating func parse(_ line: Span<UInt8>) throws(Problem) {
        reset()
        guard line.count <= Limits.responseBytesMaximum else {
            throw Problem(
                .responseTooLong,
                "\(line.count) bytes, the limit is \(Limits.responseBytesMaximum)")
        }
        try expect(0x7B, in: line)
        var expected = 0
        if try !closes(0x7D, in: line) {
            repeat {
                let member = try memberName(in: line, expected: expected)
                try expect(0x3A, in: line)
                try value(of: member, in: line)
                expected = member.rawValue + 1
            } while try continues(in: line)
        }
        skipSpace(in: line)
        guard position == line.count else {
            throw malformed("something follows the closing brace")
        }
        try checkComplete()
    }

    private mutating func reset() {
        position = 0
        seen = 0
        hasReadID = false
        fields.revision = 0
        fields.replaces = nil
        fields.unit = nil
        fields.respondent = nil
        fields.background.removeAll(keepingCapacity: true)
        fields.answers.removeAll(keepingCapacity: true)
    }

    private func checkComplete() throws(Problem) {
        guard seen == Self.allMembers else {
            let missing = Member.allCases.first { seen & (1 << UInt32($0.rawValue)) == 0 }
            throw Problem(.memberMissing, "the member `\(missing ?? .format)` is missing")
        }
        guard (fields.revision == 1) == (fields.replaces == nil) else {
            throw Problem(
                .memberInvalid,
                fields.revision == 1
                    ? "revision 1 replaces nothing"
                    : "revision \(fields.revision) must name what it replaces")
        }
    }

    private mutating func memberName(in line: Span<UInt8>, expected: Int) throws(Problem) -> Member
    {
        let name = try string(in: line)
        guard let member = Self.member(name, in: line, expected: expected) else {
            throw Problem(.memberUnknown, "the member `\(shown(name, in: line))` is not known")
        }
        let bit: UInt32 = 1 << UInt32(member.rawValue)
        guard seen & bit == 0 else {
            throw Problem(.memberRepeated, "the member `\(member)` occurs twice")
        }
        seen |= bit
        return member
    }

    private static func member(
        _ name: ResponseFields.Slice, in line: Span<UInt8>, expected: Int
    ) -> Member? {
        if expected < names.count, equal(name, in: line, names[expected]) {
            return Member(rawValue: expected)
        }
        for (index, bytes) in names.enumerated() where equal(name, in: line, bytes) {
            return Member(rawValue: index)
        }
        return nil
    }

    private mutating func value(of member: Member, in line: Span<UInt8>) throws(Problem) {
        skipSpace(in: line)
        switch member {
        case .format:
            let slice = try plain(member, in: line)
            guard Self.equal(slice, in: line, Self.formatBytes) else {
                throw Problem(
                    .responseFormatUnknown, "the format `\(shown(slice, in: line))` is not known")
            }
        case .id:
            let slice = try plain(member, in: line)
            guard let id = ResponseID(text: line.extracting(slice.range)) else {
                throw invalid(member, "a UUID of version 7 in lowercase")
            }
            fields.id = id
            hasReadID = true
        case .revision: fields.revision = try number(member, in: line)
        case .replaces: fields.replaces = try optional(in: line) ? nil : digest(member, in: line)
        case .questionnaire: fields.questionnaire = try digest(member, in: line)
        case .round: fields.round = try identifier(member, in: line)
        case .organization: fields.organization = try identifier(member, in: line)
        case .unit: fields.unit = try optional(in: line) ? nil : unit(in: line)
        case .respondent:
            fields.respondent = try optional(in: line) ? nil : respondent(in: line)
        case .background: try pairs(member, in: line)
        case .answers: try pairs(member, in: line)
        case .startedAt: fields.startedAt = try timestamp(member, in: line)
        case .completedAt: fields.completedAt = try timestamp(member, in: line)
        case .agent: fields.agent = try agent(in: line)
        }
    }
}

import SurveyProtocol

// # Blocks of answers
//
// Aggregation reads no sealed bytes but what was made of them on arrival: the identity of each
// stored revision and one byte an item. What one transaction adds to an organization is one row of
// `answerBlock`, or several when there are more than `AnswerBlock.revisionsMaximum`. Blocks are
// only added; every revision is in exactly one. Numbers of several bytes are big-endian.
//
//     organization  the roster's key
//     sequence      the place in the order of arrival of the last revision in it
//     identities    56 bytes a revision, in the order of arrival: 16 of the id, eight of the
//                   revision, 32 of the digest of the sealed bytes
//     sequences     NULL when the places follow each other up to `sequence`; otherwise eight bytes
//                   a revision, each place above the one before
//     codes         one byte an item in questionnaire order, revision after revision
//     units         NULL when no revision names a unit; otherwise two bytes a revision, the number
//                   of its unit's name from 1, or 0 for none; then each name: its length in two
//                   bytes, and UTF-8
//
// All that is read of a block is checked against its length; one that does not fit is
// `AnswerRows.Mismatch`, never a crash and never a guess.

/// Revisions that are gathered to be written as one block.
struct AnswerBlock {
    /// Revisions of a block at most: with 48 items 104 KiB.
    static let revisionsMaximum = 1_024
    /// Bytes of a revision's identity.
    static let identityBytes = 56
    /// Text of the statement that `write` takes.
    static let insertion = "INSERT INTO answerBlock VALUES (?, ?, ?, ?, ?, ?)"

    /// What names a stored revision. The id is two words, as a store holds it.
    struct Identity {
        let id: (UInt64, UInt64)
        let revision: Int64
        let digest: Digest
    }

    /// The places in the order of arrival.
    private(set) var sequences: [Int64] = []
    /// Words whose bytes in memory are those of the column.
    private var identities: [UInt64] = []
    private var codes: [UInt8] = []
    private var units: [UInt8] = []
    private var names: [String: UInt16] = [:]
    private var nameBytes: [UInt8] = []

    /// How many revisions there are.
    var count: Int { sequences.count }

    /// Bytes of the codes of all revisions.
    var codeBytes: Int { codes.count }

    /// Adds a revision, whose place is above those before.
    mutating func append(
        _ identity: Identity, at sequence: Int64, unit: String?, codes: Span<UInt8>
    ) {
        sequences.append(sequence)
        identities.append(identity.id.0.bigEndian)
        identities.append(identity.id.1.bigEndian)
        identities.append(UInt64(bitPattern: identity.revision).bigEndian)
        let digest = identity.digest.words
        identities.append(digest.0.bigEndian)
        identities.append(digest.1.bigEndian)
        identities.append(digest.2.bigEndian)
        identities.append(digest.3.bigEndian)
        // Unsafe because a pointer is handed out; the bytes are copied before it ends.
        unsafe codes.withUnsafeBufferPointer { unsafe self.codes.append(contentsOf: $0) }
        let number = unit.map { self.number(of: $0) } ?? 0
        Self.append(number, to: &units)
    }

    private mutating func number(of unit: String) -> UInt16 {
        if let number = names[unit] { return number }
        let number = UInt16(names.count + 1)
        names[unit] = number
        let bytes = unit.utf8.prefix(Int(UInt16.max))
        Self.append(UInt16(bytes.count), to: &nameBytes)
        nameBytes += bytes
        return number
    }

    private static func append(_ value: UInt16, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    /// Whether it has a revision of another response than the one with an id.
    func hasOther(than id: ResponseID) -> Bool {
        stride(from: 0, to: identities.count, by: Arrivals.identityWords).contains { start in
            identities[start].bigEndian != id.high || identities[start + 1].bigEndian != id.low
        }
    }

    /// Writes the block as a row.
    /// - Parameter statement: one of `insertion`.
    func write(of organization: Int64, with statement: RawStatement) throws {
        guard let first = sequences.first, let last = sequences.last else { return }
        statement.bind(organization, at: 1)
        statement.bind(last, at: 2)
        statement.bind(words: identities, at: 3)
        let isContiguous = last - first == Int64(count - 1)
        let places = sequences.map { UInt64(bitPattern: $0).bigEndian }
        statement.bind(words: isContiguous ? nil : places, at: 4)
        statement.bind(names.isEmpty ? nil : units + nameBytes, at: 6)
        try statement.run(with: codes.span, at: 5)
    }
}

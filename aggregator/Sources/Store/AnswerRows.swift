/// The responses of one organization that count, one after the other.
///
/// It is reused for one organization after the other, so that its memory is taken once.
struct AnswerRows {
    /// How many items a response has.
    let itemCount: Int
    private(set) var arrivals = Arrivals()
    /// The answers, one byte an item in questionnaire order.
    private(set) var codes: [UInt8] = []
    /// The names of the units.
    private(set) var units: [String?] = []

    /// The identities, ordered by id: in memory 16 bytes for the id, eight for the revision,
    /// highest first, and 32 for the digest. A digest of responses is taken of these.
    var identities: [UInt64] { arrivals.identities }

    /// No responses yet, to a questionnaire with so many items.
    init(itemCount: Int) {
        self.itemCount = itemCount
    }

    /// Every revision of a block alone, in the order of arrival.
    /// - Parameter row: of a query for sequence, identities, sequences, codes and units.
    /// - Throws: `Mismatch` when the columns do not fit each other.
    init(block row: RawStatement) throws {
        itemCount = row.byteCount(3) / max(row.byteCount(1) / AnswerBlock.identityBytes, 1)
        try append(row, through: .max)
    }

    /// Forgets the responses, but keeps the memory.
    mutating func removeAll() {
        arrivals.removeAll()
        codes.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
    }

    /// Appends the revisions of a block up to a place in the order of arrival.
    /// - Parameter row: of a query for sequence, identities, sequences, codes and units.
    /// - Throws: `Mismatch` when the block does not fit the questionnaire.
    mutating func append(_ row: RawStatement, through last: Int64) throws {
        let (count, taken) = try arrivals.append(row, through: last)
        guard row.byteCount(3) == count * itemCount else { throw Mismatch() }
        row.append(3, bytes: taken * itemCount, to: &codes)
        guard !row.isNull(4) else {
            units.append(contentsOf: repeatElement(nil, count: taken))
            return
        }
        try row.withBytes(4) { try appendUnits($0, of: count, taking: taken) }
    }

    private mutating func appendUnits(
        _ bytes: RawSpan, of count: Int, taking taken: Int
    ) throws {
        guard bytes.byteCount >= count * 2 else { throw Mismatch() }
        var names: [String?] = [nil]
        var start = count * 2
        while start < bytes.byteCount {
            guard start + 2 <= bytes.byteCount else { throw Mismatch() }
            let length = Int(UInt16(bigEndian: bytes.integer(at: start)))
            let end = start + 2 + length
            guard end <= bytes.byteCount else { throw Mismatch() }
            names.append(bytes.text(start + 2..<end))
            start = end
        }
        for index in 0..<taken {
            let number = Int(UInt16(bigEndian: bytes.integer(at: index * 2)))
            guard number < names.count else { throw Mismatch() }
            units.append(names[number])
        }
    }

    /// Leaves only the responses that count, ordered by id.
    /// - Parameter withdrawn: the places before which revisions of a response do not count.
    mutating func settle(without withdrawn: [ResponseWords: Int64]) {
        guard let order = arrivals.counting(without: withdrawn) else { return }
        arrivals.take(order)
        units = order.map { units[$0] }
        var chosen: [UInt8] = []
        chosen.reserveCapacity(order.count * itemCount)
        for index in order { chosen += codes[index * itemCount..<(index + 1) * itemCount] }
        codes = chosen
    }

    /// A block does not fit the questionnaire, or its columns do not fit each other.
    struct Mismatch: Error {}
}

import SurveyProtocol

/// The stored revisions of one organization in the order of arrival, without their answers.
struct Arrivals {
    /// Words of an identity: two of the id, the revision, and four of the digest.
    static let identityWords = 7

    /// The identities; in memory they are the bytes of `AnswerBlock`.
    private(set) var identities: [UInt64] = []
    /// The places in the order of arrival.
    private(set) var sequences: [Int64] = []
    /// Whether each id is above the one before, so that no two revisions are of one response.
    private(set) var isAscending = true

    /// How many revisions there are.
    var count: Int { sequences.count }

    /// The two words of the id of a revision.
    func id(_ index: Int) -> (UInt64, UInt64) {
        let start = index * Self.identityWords
        return (UInt64(bigEndian: identities[start]), UInt64(bigEndian: identities[start + 1]))
    }

    /// The revision's number.
    func revision(_ index: Int) -> Int64 {
        Int64(bitPattern: UInt64(bigEndian: identities[index * Self.identityWords + 2]))
    }

    /// The 56 bytes that name a revision.
    func identityBytes(_ index: Int) -> [UInt8] {
        let start = index * Self.identityWords
        return identities[start..<start + Self.identityWords].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
        }
    }

    /// Forgets everything, but keeps the memory.
    mutating func removeAll() {
        identities.removeAll(keepingCapacity: true)
        sequences.removeAll(keepingCapacity: true)
        isAscending = true
    }

    /// Appends the block of a row that begins with its columns sequence, identities and sequences.
    /// - Parameter last: the place up to which revisions are taken.
    /// - Returns: how many revisions the block has, and how many of them, its first, were taken.
    /// - Throws: `AnswerRows.Mismatch` when the columns do not fit each other.
    mutating func append(
        _ row: RawStatement, through last: Int64
    ) throws -> (count: Int, taken: Int) {
        let bytes = row.byteCount(1)
        let count = bytes / AnswerBlock.identityBytes
        guard bytes > 0, bytes == count * AnswerBlock.identityBytes else {
            throw AnswerRows.Mismatch()
        }
        let start = self.count
        try appendPlaces(row, count)
        var taken = count
        while taken > 0, sequences[start + taken - 1] > last { taken -= 1 }
        sequences.removeLast(count - taken)
        row.append(1, bytes: taken * AnswerBlock.identityBytes, to: &identities)
        checkOrder(from: start)
        return (count, taken)
    }

    private mutating func appendPlaces(_ row: RawStatement, _ count: Int) throws {
        let end = row.integer(0)
        var place = sequences.last ?? 0
        guard !row.isNull(2) else {
            guard end - place >= count else { throw AnswerRows.Mismatch() }
            sequences.append(contentsOf: end - Int64(count) + 1...end)
            return
        }
        try row.withBytes(2) { bytes in
            guard bytes.byteCount == count * 8 else { throw AnswerRows.Mismatch() }
            for index in 0..<count {
                let next = Int64(bigEndian: bytes.integer(at: index * 8))
                guard next > place else { throw AnswerRows.Mismatch() }
                sequences.append(next)
                place = next
            }
        }
        guard place == end else { throw AnswerRows.Mismatch() }
    }

    private mutating func checkOrder(from start: Int) {
        guard isAscending else { return }
        for index in max(start, 1)..<max(count, 1) where id(index - 1) >= id(index) {
            isAscending = false
            return
        }
    }

    /// Which revisions count, ordered by id: of each response the newest revision, and of that the
    /// one that came last, unless it was withdrawn; nil when all do in their present order.
    /// - Parameter withdrawn: the places before which revisions of a response do not count.
    func counting(without withdrawn: [ResponseWords: Int64]) -> [Int]? {
        if isAscending, withdrawn.isEmpty { return nil }
        var order = Array(0..<count)
        if !withdrawn.isEmpty {
            order.removeAll { sequences[$0] < withdrawn[ResponseWords(id($0))] ?? .min }
        }
        guard !isAscending else { return order }
        sort(&order)
        return order.indices.compactMap { place in
            let isLast = place + 1 == order.count || id(order[place]) != id(order[place + 1])
            return isLast ? order[place] : nil
        }
    }

    /// The newest revision of each response, ordered by id; of several with the same number the
    /// one that came first.
    var newest: [Int] {
        var order = Array(0..<count)
        sort(&order)
        var result: [Int] = []
        for index in order {
            guard let last = result.last, id(last) == id(index) else {
                result.append(index)
                continue
            }
            if revision(index) > revision(last) { result[result.count - 1] = index }
        }
        return result
    }

    /// By id, revision and arrival. Swift's sort merges what is in order already.
    private func sort(_ order: inout [Int]) {
        order.sort { left, right in
            let (one, other) = (id(left), id(right))
            if one != other { return one < other }
            return (revision(left), left) < (revision(right), right)
        }
    }

    /// Leaves only some revisions, in an order.
    mutating func take(_ order: [Int]) {
        var chosen: [UInt64] = []
        chosen.reserveCapacity(order.count * Self.identityWords)
        for index in order {
            let start = index * Self.identityWords
            chosen += identities[start..<start + Self.identityWords]
        }
        identities = chosen
        sequences = order.map { sequences[$0] }
    }

    /// Whether a column of identities has one of another response than the one with an id.
    static func hasOther(than id: ResponseID, in identities: RawSpan) -> Bool {
        for index in 0..<identities.byteCount / AnswerBlock.identityBytes {
            let start = index * AnswerBlock.identityBytes
            let high: UInt64 = identities.integer(at: start)
            let low: UInt64 = identities.integer(at: start + 8)
            if UInt64(bigEndian: high) != id.high || UInt64(bigEndian: low) != id.low {
                return true
            }
        }
        return false
    }
}

/// The id of a response as a store holds it: two words.
struct ResponseWords: Hashable {
    let high: UInt64
    let low: UInt64

    init(_ words: (UInt64, UInt64)) {
        (high, low) = words
    }
}

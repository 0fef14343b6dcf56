import GRDB
import SurveyProtocol

/// The responses of one organization that count, one after the other.
///
/// It is reused for one organization after the other, so that its memory is taken once.
struct AnswerRows {
    /// Bytes of a response's identity: the id, the revision in eight bytes, highest first, and the
    /// digest of its sealed bytes. A digest of responses is taken of these.
    static let identityBytes = 56

    /// How many items a response has.
    let itemCount: Int
    /// The identities, `identityBytes` each, ordered by id.
    private(set) var identities: [UInt8] = []
    /// The answers, one byte an item in questionnaire order.
    private(set) var codes: [UInt8] = []
    /// The names of the units.
    private(set) var units: [String?] = []

    /// No responses yet, to a questionnaire with so many items.
    init(itemCount: Int) {
        self.itemCount = itemCount
    }

    /// Forgets the responses, but keeps the memory.
    mutating func removeAll() {
        identities.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
    }

    /// Appends the present row of a query for id, revision, digest, unit and codes; in the place of
    /// the last one when it is of the same response.
    /// - Throws: `Mismatch` when the row does not fit the questionnaire.
    fileprivate mutating func append(_ row: RawStatement) throws {
        let start = identities.count
        row.append(0, to: &identities)
        guard identities.count - start == 16 else { throw Mismatch() }
        if start > 0, isLastIDRepeated(at: start) {
            identities.removeSubrange((start - Self.identityBytes)..<start)
            codes.removeLast(itemCount)
            units.removeLast()
        }
        var revision = row.integer(1)
        for _ in 0..<8 {
            identities.append(UInt8(truncatingIfNeeded: revision >> 56))
            revision <<= 8
        }
        row.append(2, to: &identities)
        units.append(row.text(3))
        row.append(4, to: &codes)
        guard codes.count == units.count * itemCount,
            identities.count == units.count * Self.identityBytes
        else { throw Mismatch() }
    }

    private func isLastIDRepeated(at start: Int) -> Bool {
        for offset in 0..<16
        where identities[start + offset] != identities[start - Self.identityBytes + offset] {
            return false
        }
        return true
    }

    /// A row has another number of items than the questionnaire.
    struct Mismatch: Error {}
}

/// Reading the answers of whole organizations, as fast as SQLite steps.
extension SQLiteReader {
    /// Appends the responses of an organization that count, ordered by id.
    ///
    /// What counts is the newest revision of each response, and of the same revision the one that
    /// came last, unless it was withdrawn. Rows are only added, so all readers that ask for the
    /// same place in the order of arrival see the same, whenever they ask.
    /// - Parameters:
    ///   - organization: the roster's key.
    ///   - last: the place in the order of arrival up to which responses count.
    ///   - database: a connection of this store that is in a transaction.
    static func appendAnswers(
        of organization: Int64, through last: Int64, to rows: inout AnswerRows,
        _ database: Database
    ) throws {
        let withdrawals = try RawStatement(database, sql: anyWithdrawal)
        withdrawals.bind(organization, at: 1)
        withdrawals.bind(last, at: 2)
        let hasWithdrawals = try withdrawals.step()
        withdrawals.finish()
        let statement = try RawStatement(
            database, sql: hasWithdrawals ? answersLeft : answersAll)
        statement.bind(organization, at: 1)
        statement.bind(last, at: 2)
        defer { statement.finish() }
        while try statement.step() { try rows.append(statement) }
    }

    private static let anyWithdrawal = """
        SELECT 1 FROM withdrawal WHERE organization = ?1 AND sequence <= ?2 LIMIT 1
        """

    private static let answersAll = """
        SELECT id, revision, digest, unit, codes FROM answer
        WHERE organization = ?1 AND sequence <= ?2 ORDER BY id, revision, sequence
        """

    private static let answersLeft = """
        SELECT id, revision, digest, unit, codes FROM answer
        WHERE organization = ?1 AND sequence <= ?2 AND NOT EXISTS (
            SELECT 1 FROM withdrawal w WHERE w.id = answer.id
                AND w.organization = answer.organization AND w.sequence <= ?2
                AND w.sequence > answer.sequence)
        ORDER BY id, revision, sequence
        """
}

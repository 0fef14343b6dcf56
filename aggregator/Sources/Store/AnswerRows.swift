import GRDB
import SurveyProtocol

/// The responses of one organization that count, one after the other.
///
/// It is reused for one organization after the other, so that its memory is taken once.
struct AnswerRows {
    /// Words of a response's identity: the id, the revision and the digest of its sealed bytes.
    private static let identityWords = 7

    /// How many items a response has.
    let itemCount: Int
    /// The identities, ordered by id: in memory 16 bytes for the id, eight for the revision,
    /// highest first, and 32 for the digest. A digest of responses is taken of these.
    private(set) var identities: [UInt64] = []
    /// The answers, one byte an item in questionnaire order.
    private(set) var codes: [UInt8] = []
    /// The names of the units.
    private(set) var units: [String?] = []
    private var lastID: (UInt64, UInt64) = (0, 0)

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
        guard let id = row.id(0), let digest = row.digest(2)?.words else { throw Mismatch() }
        if id == lastID, !units.isEmpty {
            identities.removeLast(Self.identityWords)
            codes.removeLast(itemCount)
            units.removeLast()
        }
        lastID = id
        identities.append(id.0.bigEndian)
        identities.append(id.1.bigEndian)
        identities.append(UInt64(bitPattern: row.integer(1)).bigEndian)
        identities.append(digest.0.bigEndian)
        identities.append(digest.1.bigEndian)
        identities.append(digest.2.bigEndian)
        identities.append(digest.3.bigEndian)
        units.append(row.text(3))
        row.append(4, to: &codes)
        guard codes.count == units.count * itemCount else { throw Mismatch() }
    }

    /// A row has another number of items than the questionnaire.
    struct Mismatch: Error {}
}

/// Reads the answers of whole organizations, one after the other, as fast as SQLite steps.
///
/// What counts is the newest revision of each response, and of the same revision the one that
/// came last, unless it was withdrawn. Rows are only added, so all readers that ask for the same
/// place in the order of arrival see the same, whenever they ask.
struct AnswerQuery {
    private let all: RawStatement
    private let left: RawStatement
    private let last: Int64
    /// The organizations from which a response was withdrawn.
    private let withdrawn: Set<Int64>

    /// Prepares to read.
    /// - Parameters:
    ///   - database: a connection of a store, which is in a transaction for as long as this is
    ///     used.
    ///   - last: the place in the order of arrival up to which responses count.
    init(_ database: Database, through last: Int64) throws {
        self.last = last
        withdrawn = try Set(
            Int64.fetchAll(
                database,
                sql: "SELECT DISTINCT organization FROM withdrawal WHERE sequence <= ?",
                arguments: [last]))
        all = try RawStatement(database, sql: Self.answersAll)
        left = try RawStatement(database, sql: Self.answersLeft)
    }

    /// Appends the responses of an organization that count, ordered by id.
    /// - Parameter organization: the roster's key.
    func append(_ organization: Int64, to rows: inout AnswerRows) throws {
        let statement = withdrawn.contains(organization) ? left : all
        statement.bind(organization, at: 1)
        statement.bind(last, at: 2)
        defer { statement.finish() }
        while try statement.step() { try rows.append(statement) }
    }

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

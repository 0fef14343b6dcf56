import GRDB

/// Reads the answers of whole organizations, one after the other, as fast as SQLite steps.
///
/// What counts is the newest revision of each response, and of the same revision the one that
/// came last, unless it was withdrawn. Blocks are only added, so all readers that ask for the same
/// place in the order of arrival see the same, whenever they ask.
struct AnswerQuery {
    private let blocks: RawStatement
    private let heads: RawStatement
    private let last: Int64
    /// By organization, the places before which revisions of a response do not count.
    private let withdrawn: [Int64: [ResponseWords: Int64]]

    /// Prepares to read.
    /// - Parameters:
    ///   - database: a connection of a store, which is in a transaction for as long as this is
    ///     used.
    ///   - last: the place in the order of arrival up to which responses count.
    init(_ database: Database, through last: Int64) throws {
        self.last = last
        withdrawn = try Self.withdrawals(database, through: last)
        blocks = try RawStatement(
            database,
            sql: """
                SELECT sequence, identities, sequences, codes, units FROM answerBlock
                WHERE organization = ? ORDER BY sequence
                """)
        heads = try RawStatement(
            database,
            sql: """
                SELECT sequence, identities, sequences FROM answerBlock
                WHERE organization = ? ORDER BY sequence
                """)
    }

    private static func withdrawals(
        _ database: Database, through last: Int64
    ) throws -> [Int64: [ResponseWords: Int64]] {
        let rows = try RawStatement(
            database,
            sql: """
                SELECT organization, id, max(sequence) FROM withdrawal WHERE sequence <= ?
                GROUP BY organization, id
                """)
        rows.bind(last, at: 1)
        var result: [Int64: [ResponseWords: Int64]] = [:]
        while try rows.step() {
            guard let id = rows.id(1) else { continue }
            result[rows.integer(0), default: [:]][ResponseWords(id)] = rows.integer(2)
        }
        return result
    }

    /// Appends the responses of an organization that count, ordered by id.
    /// - Parameters:
    ///   - organization: the roster's key.
    ///   - rows: without any responses.
    /// - Throws: `AnswerRows.Mismatch` when something stored does not fit the questionnaire.
    func append(_ organization: Int64, to rows: inout AnswerRows) throws {
        try visit(organization, blocks) { try rows.append($0, through: last) }
        rows.settle(without: withdrawn[organization] ?? [:])
    }

    /// How many responses of an organization count.
    func count(_ organization: Int64) throws -> Int {
        let arrivals = try arrivals(organization)
        return arrivals.counting(without: withdrawn[organization] ?? [:])?.count ?? arrivals.count
    }

    /// Every stored revision of an organization, whether it counts or not.
    func arrivals(_ organization: Int64) throws -> Arrivals {
        var arrivals = Arrivals()
        try visit(organization, heads) { _ = try arrivals.append($0, through: last) }
        return arrivals
    }

    /// Steps through the blocks that hold something up to the last place.
    private func visit(
        _ organization: Int64, _ statement: RawStatement,
        _ body: (RawStatement) throws -> Void
    ) throws {
        statement.bind(organization, at: 1)
        defer { statement.finish() }
        while try statement.step() {
            try body(statement)
            guard statement.integer(0) < last else { return }
        }
    }
}

import GRDB
import SurveyProtocol

/// Reading the answers of whole organizations, as fast as SQLite steps.
extension SQLiteReader {
    /// One response that counts, as aggregation sees it.
    struct AnswerRow {
        /// The response's id, the revision in eight bytes, highest first, and the digest of its
        /// sealed bytes: what a digest of responses is taken of.
        var identity: [UInt8] = []
        /// The unit's name.
        var unit: String?
        /// One byte an item in questionnaire order.
        var codes: [UInt8] = []

        /// Whether another row is of the same response.
        func isSameResponse(as other: AnswerRow) -> Bool {
            identity.prefix(16) == other.identity.prefix(16)
        }
    }

    /// Hands over the responses of an organization that count, ordered by id.
    ///
    /// What counts is the newest revision of each response, and of the same revision the one that
    /// came last, unless it was withdrawn. Rows are only added, so all readers that ask for the
    /// same place in the order of arrival see the same, whenever they ask.
    /// - Parameters:
    ///   - organization: the roster's key.
    ///   - last: the place in the order of arrival up to which responses count.
    ///   - visit: gets each row; it is only valid during the call.
    func answers(
        of organization: Int64, through last: Int64, visit: (borrowing AnswerRow) throws -> Void
    ) throws {
        try read { database in
            let hasWithdrawals =
                try Bool.fetchOne(
                    database,
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM withdrawal WHERE organization = ? AND sequence <= ?)
                        """, arguments: [organization, last]) ?? false
            let statement = try RawStatement(
                database, sql: hasWithdrawals ? Self.answersLeft : Self.answersAll)
            statement.bind(organization, at: 1)
            statement.bind(last, at: 2)
            defer { statement.finish() }
            var row = AnswerRow()
            var next = AnswerRow()
            var isFirst = true
            while try statement.step() {
                statement.read(into: &next)
                // Only the last of the rows of a response counts.
                if !isFirst, !row.isSameResponse(as: next) { try visit(row) }
                swap(&row, &next)
                isFirst = false
            }
            if !isFirst { try visit(row) }
        }
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

extension RawStatement {
    /// Takes over the present row of a query for id, revision, digest, unit and codes.
    fileprivate func read(into row: inout SQLiteReader.AnswerRow) {
        row.identity.removeAll(keepingCapacity: true)
        append(0, to: &row.identity)
        let revision = integer(1)
        for shift in stride(from: 56, through: 0, by: -8) {
            row.identity.append(UInt8(truncatingIfNeeded: revision >> Int64(shift)))
        }
        append(2, to: &row.identity)
        row.unit = text(3)
        row.codes.removeAll(keepingCapacity: true)
        append(4, to: &row.codes)
    }
}

import GRDB

/// Reading who has which response.
extension SQLiteReader {
    /// That a respondent has a response.
    struct RespondentEntry: Comparable {
        /// The roster's key of the organization.
        let organization: Int64
        /// The first 16 bytes of the SHA-256 of the respondent's token.
        let respondent: (UInt64, UInt64)
        /// The response's id.
        let id: (UInt64, UInt64)

        static func == (one: RespondentEntry, other: RespondentEntry) -> Bool {
            one.organization == other.organization && one.respondent == other.respondent
                && one.id == other.id
        }

        static func < (one: RespondentEntry, other: RespondentEntry) -> Bool {
            if one.organization != other.organization {
                return one.organization < other.organization
            }
            return one.respondent == other.respondent
                ? one.id < other.id : one.respondent < other.respondent
        }
    }

    /// The entries of a round, in the order of `RespondentEntry`.
    struct RespondentEntries {
        private let database: Database
        private let rows: RawStatement

        fileprivate init(_ database: Database, round key: Int64) throws {
            self.database = database
            rows = try RawStatement(
                database,
                sql: """
                    SELECT organization, respondent, id FROM respondent
                    WHERE organization IN (SELECT key FROM organization WHERE round = ?)
                    ORDER BY organization, respondent, id
                    """)
            rows.bind(key, at: 1)
        }

        /// The next entry; nil at the end. One that cannot be read is nobody's: all zeros.
        func next() throws -> RespondentEntry? {
            guard try rows.step() else { return nil }
            return RespondentEntry(
                organization: rows.integer(0), respondent: rows.id(1) ?? (0, 0),
                id: rows.id(2) ?? (0, 0))
        }

        /// The id of an organization.
        func name(of key: Int64) throws -> String {
            try String.fetchOne(
                database, sql: "SELECT id FROM organization WHERE key = ?", arguments: [key])
                ?? "\(key)"
        }
    }

    /// Opens the entries of a round, within a transaction.
    static func respondentEntries(
        _ database: Database, round: StoredRound
    ) throws -> RespondentEntries {
        try RespondentEntries(database, round: round.key)
    }
}

import GRDB

/// Whom to remind of a round.
extension SQLiteStore {
    /// Keeps the mail addresses of a round's organizations in place of those before; nil leaves
    /// them as they are.
    static func keep(
        emails: [String: String]?, round: Int64, _ database: Database
    ) throws {
        guard let emails else { return }
        try database.execute(
            sql: """
                DELETE FROM address
                WHERE organization IN (SELECT key FROM organization WHERE round = ?)
                """,
            arguments: [round])
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO address SELECT key, ? FROM organization WHERE round = ? AND id = ?
                """)
        for (organization, email) in emails.sorted(by: { $0.key < $1.key }) {
            try statement.execute(arguments: [email, round, organization])
        }
    }
}

extension SQLiteReader {
    /// The mail addresses of a round's organizations, by id.
    func emails(round key: Int64) throws -> [String: String] {
        try read { try Self.emails($0, round: key) }
    }

    static func emails(_ database: Database, round key: Int64) throws -> [String: String] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT o.id, a.email FROM address a JOIN organization o
                    ON o.key = a.organization
                WHERE o.round = ? AND o.present = 1
                """,
            arguments: [key]
        ).reduce(into: [:]) { $0[$1[0]] = $1[1] as String }
    }
}

import Foundation
import GRDB
import SurveyProtocol

/// What has come in, response by response, as one finds one to give back: never an answer.
extension SQLiteReader {
    /// A response that counts or may count, without what was answered.
    struct Received: Equatable, Sendable {
        /// Its id.
        let id: ResponseID
        /// Its newest stored revision.
        let revision: Int
        /// When that came, by the aggregator's clock.
        let received: Timestamp
        /// How it stands with giving it back; nil when it never was.
        let returned: Timestamp?
    }

    /// A response that was given back.
    struct GivenBack: Equatable, Sendable {
        /// Its id.
        let id: ResponseID
        /// The revision that was given back.
        let revision: Int
        /// Whose it is.
        let organization: String
        /// Why.
        let reason: String
        /// When.
        let returned: Timestamp
        /// When a newer revision came; nil while the coordinator has not answered.
        let answered: Timestamp?
    }

    /// The responses of an organization in a round, the last to arrive first, a page of them.
    func received(
        round: Int64, organization: String, skipping: Int, limit: Int
    ) throws -> (rows: [Received], count: Int) {
        try read { database in
            let count = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(DISTINCT r.id) FROM organization o
                    JOIN answer r ON r.organization = o.key WHERE o.round = ? AND o.id = ?
                    """,
                arguments: [round, organization])
            // The newest revision of each id: SQLite takes the other columns from the row of max().
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT a.id, max(a.revision) AS revision, r.received,
                        (SELECT max(t.returned) FROM returned t WHERE t.id = a.id) AS returned
                    FROM organization o JOIN answer a ON a.organization = o.key
                    JOIN response r ON r.sequence = a.sequence
                    WHERE o.round = ? AND o.id = ?
                    GROUP BY a.id ORDER BY r.received DESC, a.id LIMIT ? OFFSET ?
                    """,
                arguments: [round, organization, limit, skipping])
            return (rows.compactMap(Received.init), count ?? 0)
        }
    }

    /// The responses of a round that were given back, the last first, a page of them.
    func givenBack(
        round: Int64, skipping: Int, limit: Int
    ) throws -> (rows: [GivenBack], count: Int) {
        try read { database in
            let count = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM returned WHERE round = ?",
                arguments: [round])
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT t.id, t.revision, t.organization, t.reason, t.returned,
                        (SELECT min(n.received) FROM (
                            SELECT received FROM response
                                WHERE id = t.id AND revision > t.revision
                            UNION ALL SELECT received FROM quarantine
                                WHERE id = t.id AND revision > t.revision) n) AS answered
                    FROM returned t WHERE t.round = ? ORDER BY t.returned DESC, t.key DESC
                    LIMIT ? OFFSET ?
                    """,
                arguments: [round, limit, skipping])
            return (rows.compactMap(GivenBack.init), count ?? 0)
        }
    }
}

extension SQLiteReader.Received {
    fileprivate init?(_ row: Row) {
        guard let id = ResponseID(bytes: Array(row["id"] as Data)) else { return nil }
        self.init(
            id: id, revision: row["revision"],
            received: Timestamp(milliseconds: row["received"]),
            returned: (row["returned"] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}

extension SQLiteReader.GivenBack {
    fileprivate init?(_ row: Row) {
        guard let id = ResponseID(bytes: Array(row["id"] as Data)) else { return nil }
        self.init(
            id: id, revision: row["revision"], organization: row["organization"],
            reason: row["reason"], returned: Timestamp(milliseconds: row["returned"]),
            answered: (row["answered"] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}

import Foundation
import GRDB
import SurveyProtocol

/// What has come in, response by response, as one finds one to give back: never an answer.
extension SQLiteReader {
    /// Whether anything came in to a round: responses that count, that do not any more, and those
    /// in quarantine, whatever was decided about them.
    func hasResponses(round key: Int64) throws -> Bool {
        try read { try Self.hasResponses($0, round: key) }
    }

    /// The same, within a transaction.
    static func hasResponses(_ database: Database, round key: Int64) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM quarantine WHERE round = ?1)
                    OR EXISTS (SELECT 1 FROM response r
                        JOIN organization o ON o.key = r.organization WHERE o.round = ?1)
                """,
            arguments: [key]) ?? false
    }

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
            let key = try Int64.fetchOne(
                database, sql: "SELECT key FROM organization WHERE round = ? AND id = ?",
                arguments: [round, organization])
            guard let key else { return ([], 0) }
            let arrivals = try Self.intact {
                try AnswerQuery(database, through: .max).arrivals(key)
            }
            let newest = arrivals.newest
            let arrived = try RawStatement(
                database, sql: "SELECT received FROM response WHERE sequence = ?")
            var times: [(index: Int, received: Int64)] = []
            for index in newest {
                arrived.bind(arrivals.sequences[index], at: 1)
                defer { arrived.finish() }
                if try arrived.step() { times.append((index, arrived.integer(0))) }
            }
            // Those of one moment stay ordered by id.
            let order = times.indices.sorted { left, right in
                let (one, other) = (times[left].received, times[right].received)
                return one == other ? left < right : one > other
            }
            let page = try order.dropFirst(skipping).prefix(limit).compactMap {
                try Received(arrivals, times[$0].index, times[$0].received, database)
            }
            return (page, newest.count)
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
    fileprivate init?(
        _ arrivals: Arrivals, _ index: Int, _ received: Int64, _ database: Database
    ) throws {
        let words = arrivals.id(index)
        guard let id = ResponseID(high: words.0, low: words.1) else { return nil }
        let returned = try Int64.fetchOne(
            database, sql: "SELECT max(returned) FROM returned WHERE id = ?",
            arguments: [Data(id.bytes)])
        self.init(
            id: id, revision: Int(arrivals.revision(index)),
            received: Timestamp(milliseconds: received),
            returned: returned.map(Timestamp.init(milliseconds:)))
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

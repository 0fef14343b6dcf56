import Foundation
import GRDB

/// Reading responses a page at a time.
extension SQLiteReader {
    /// A stored response as an export has it.
    struct ExportRow {
        /// Its place in the order of arrival.
        let sequence: Int64
        /// When it arrived.
        let received: Timestamp
        /// The response's id, 16 bytes.
        let id: Data
        /// Its revision.
        let revision: Int
        /// The SHA-256 of the sealed bytes, 32 bytes.
        let digest: Data
        /// The organization's id.
        let organization: String
        /// The sealed bytes.
        let bytes: Data
        /// The unit's name.
        let unit: String?
        /// One byte an item, of just these sealed bytes; nil when the store lost or altered them.
        let codes: Data?
    }

    /// The last place in the order of arrival.
    func lastSequence() throws -> Int64 {
        try read { database in
            try Int64.fetchOne(
                database, sql: "SELECT coalesce(max(sequence), 0) FROM response") ?? 0
        }
    }

    /// Responses of a round after one place and up to another, in the order of arrival.
    func exportPage(
        round key: Int64, after: Int64, through last: Int64, limit: Int
    ) throws -> [ExportRow] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT r.sequence, r.received, r.id, r.revision, r.digest, o.id, r.bytes,
                        r.organization
                    FROM response r JOIN organization o ON o.key = r.organization
                    WHERE o.round = ? AND r.sequence > ? AND r.sequence <= ?
                    ORDER BY r.sequence LIMIT ?
                    """)
            var answers = try AnswerLookup(database)
            return try Row.fetchAll(statement, arguments: [key, after, last, limit]).map { row in
                let digest: Data = row[4]
                var beside = try answers.find(
                    row[2], revision: row[3], of: row[7], at: row[0])
                if beside?.digest != digest { beside = nil }
                return ExportRow(
                    sequence: row[0], received: Timestamp(milliseconds: row[1]), id: row[2],
                    revision: row[3], digest: digest, organization: row[5], bytes: row[6],
                    unit: beside?.unit, codes: beside?.codes)
            }
        }
    }
}

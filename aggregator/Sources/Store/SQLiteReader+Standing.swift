import Foundation
import GRDB
import MaturityModel
import SurveyProtocol

/// Reading how snapshots stand beside what came after them.
extension SQLiteReader {
    /// When a snapshot was made, and what it saw.
    struct SnapshotOrigin: Sendable {
        /// Its number in the round.
        let number: Int
        /// When it was made.
        let made: Timestamp
        /// Everything up to this place in the order of arrival was taken into account.
        let sequence: Int64
        /// The digests of what it was made from, as JSON.
        let inputs: String
    }

    /// When the snapshots of a round were made, and what they saw, oldest first.
    func origins(round key: Int64) throws -> [SnapshotOrigin] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, created, sequence, inputs FROM snapshot
                    WHERE round = ? ORDER BY number
                    """,
                arguments: [key]
            ).map {
                SnapshotOrigin(
                    number: $0[0], made: Timestamp(milliseconds: $0[1]), sequence: $0[2],
                    inputs: $0[3])
            }
        }
    }

    /// The place in the order of arrival of the last response of an organization that is on a
    /// round's roster now; 0 when there is none.
    func lastArrival(round key: Int64) throws -> Int64 {
        try read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT max(b.sequence) FROM organization o JOIN answerBlock b
                        ON b.organization = o.key WHERE o.round = ? AND o.present = 1
                    """,
                arguments: [key]) ?? 0
        }
    }

    /// How many responses counted at a place in the order of arrival, by organization.
    func counted(round key: Int64, through last: Int64) throws -> [String: Int] {
        try read { try Self.counted($0, round: key, through: last) }
    }

    /// The same in a transaction; organizations without responses are left out.
    static func counted(
        _ database: Database, round key: Int64, through last: Int64
    ) throws -> [String: Int] {
        let query = try AnswerQuery(database, through: last)
        let organizations = try Row.fetchAll(
            database, sql: "SELECT key, id FROM organization WHERE round = ?", arguments: [key])
        return try intact {
            try organizations.reduce(into: [:]) { result, row in
                let count = try query.count(row[0])
                if count > 0 { result[row[1]] = count }
            }
        }
    }

    /// What reading blocks of answers gives.
    /// - Throws: `data-damaged` when one does not fit together.
    static func intact<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch is AnswerRows.Mismatch {
            throw AggregatorError(
                .dataDamaged, "answers in the store do not fit together",
                hint: "see what `survey-aggregator verify` says of the rounds; restore a backup")
        }
    }

    /// Whether a round's results were released at any time, as the audit log says.
    func wasReleased(round id: String) throws -> Bool {
        try read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM audit WHERE object = ? AND action = 'round published')
                    """,
                arguments: [id]) ?? false
        }
    }
}

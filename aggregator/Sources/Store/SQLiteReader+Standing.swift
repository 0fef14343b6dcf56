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
                    SELECT max(a.sequence) FROM organization o
                    JOIN answer a ON a.organization = o.key WHERE o.round = ? AND o.present = 1
                    """,
                arguments: [key]) ?? 0
        }
    }

    /// How many responses counted at a place in the order of arrival, by organization.
    func counted(round key: Int64, through last: Int64) throws -> [String: Int] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT o.id, count(DISTINCT a.id) FROM organization o
                    JOIN answer a ON a.organization = o.key
                    WHERE o.round = ?1 AND a.sequence <= ?2 AND NOT EXISTS (
                        SELECT 1 FROM withdrawal w WHERE w.organization = a.organization
                            AND w.id = a.id AND w.sequence > a.sequence AND w.sequence <= ?2)
                    GROUP BY o.id
                    """,
                arguments: [key, last]
            ).reduce(into: [:]) { $0[$1[0]] = $1[1] as Int }
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

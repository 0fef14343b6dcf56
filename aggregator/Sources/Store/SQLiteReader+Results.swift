import Foundation
import GRDB
import SurveyProtocol

/// Reading what aggregation and follow-up need.
extension SQLiteReader {
    /// What has come in from one organization of a round.
    struct Completeness: Equatable, Sendable {
        /// Responses that count.
        let received: Int
        /// Responses kept apart about which nobody has decided.
        let quarantined: Int
        /// When an agent of the organization was last heard of.
        let lastSync: Timestamp?
    }

    /// What has come in, by organization id.
    func completeness(round key: Int64) throws -> [String: Completeness] {
        try read { database in
            let received = try Self.counted(database, round: key, through: .max)
            let quarantined = try counts(
                database,
                sql: """
                    SELECT g.organization, count(*) FROM quarantine q
                    JOIN agent g ON g.key = q.agent
                    WHERE q.round = ? AND q.sequence NOT IN (SELECT quarantine FROM decision)
                    GROUP BY g.organization
                    """, key)
            let seen = try counts(
                database,
                sql: """
                    SELECT o.id, coalesce(max(g.lastSeen), 0) FROM organization o
                    JOIN agent g ON g.organization = o.id WHERE o.round = ? GROUP BY o.id
                    """, key)
            var result: [String: Completeness] = [:]
            for id in Set(received.keys).union(quarantined.keys).union(seen.keys) {
                result[id] = Completeness(
                    received: received[id] ?? 0, quarantined: Int(quarantined[id] ?? 0),
                    lastSync: seen[id].flatMap { $0 > 0 ? Timestamp(milliseconds: $0) : nil })
            }
            return result
        }
    }

    private func counts(
        _ database: Database, sql: String, _ round: Int64
    ) throws -> [String: Int64] {
        var result: [String: Int64] = [:]
        for row in try Row.fetchAll(database, sql: sql, arguments: [round]) {
            result[row[0]] = row[1]
        }
        return result
    }

    /// A frozen result as it was kept.
    struct KeptSnapshot: Sendable {
        /// Its number in the round.
        let number: Int
        /// The SHA-256 of its bytes.
        let digest: Digest
        /// Everything up to this place in the order of arrival was taken into account.
        let sequence: Int64
        /// The digests of what it was made from, as JSON.
        let inputs: String
        /// Its bytes, as one gzip member.
        let figures: [UInt8]
        /// When it was made.
        let made: Timestamp
    }

    /// The snapshots of a round, oldest first.
    func snapshots(round key: Int64) throws -> [SnapshotOverview] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT s.number, s.digest, p.snapshot IS NOT NULL FROM snapshot s
                    LEFT JOIN publication p ON p.round = s.round AND p.snapshot = s.number
                    WHERE s.round = ? ORDER BY s.number
                    """,
                arguments: [key]
            ).compactMap { row in
                Digest(bytes: row[1] as Data).map {
                    SnapshotOverview(
                        snapshot: row[0], digest: $0.description, isPublished: row[2])
                }
            }
        }
    }

    /// A snapshot of a round: the one with the number, or the latest.
    /// - Throws: `snapshot-unknown`.
    func snapshot(round: StoredRound, number: Int?) throws -> KeptSnapshot {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT number, digest, inputs, figures, sequence, created FROM snapshot
                    WHERE round = ? AND number = coalesce(?,
                        (SELECT max(number) FROM snapshot WHERE round = ?))
                    """,
                arguments: [round.key, number, round.key])
            guard let row, let digest = Digest(bytes: row[1] as Data) else {
                throw AggregatorError(
                    .snapshotUnknown,
                    number.map { "the round \(round.id) has no snapshot \($0)" }
                        ?? "the round \(round.id) has no snapshot",
                    hint: "make one with `survey-aggregator aggregate \(round.id)`")
            }
            return KeptSnapshot(
                number: row[0], digest: digest, sequence: row[4], inputs: row[2],
                figures: Array(row[3] as Data), made: Timestamp(milliseconds: row[5]))
        }
    }
}

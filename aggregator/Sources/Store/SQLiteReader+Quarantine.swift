import Foundation
import GRDB
import SurveyProtocol

/// Reading what is kept apart.
extension SQLiteReader {
    private static let entries = """
        SELECT q.sequence, q.id, q.revision, q.digest, r.id AS round, g.organization, q.agent,
            q.received, q.reason, q.detail, d.isAccepted, d.reason AS ruling, d.decided,
            t.reason AS returned
        FROM quarantine q JOIN round r ON r.key = q.round JOIN agent g ON g.key = q.agent
        LEFT JOIN decision d ON d.quarantine = q.sequence
        LEFT JOIN returned t ON t.id = q.id AND t.revision = q.revision AND t.digest = q.digest
        """

    /// What is kept apart, in the order of arrival.
    /// - Parameters:
    ///   - round: of one round only.
    ///   - isDecided: also what a person has decided about.
    func quarantine(round: String? = nil, decided isDecided: Bool) throws -> [QuarantineEntry] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: Self.entries + """

                    WHERE (?1 IS NULL OR r.id = ?1) AND (?2 OR d.quarantine IS NULL)
                    ORDER BY q.sequence
                    """,
                arguments: [round, isDecided]
            ).compactMap(QuarantineEntry.init)
        }
    }

    /// The entries of a response, in the order of arrival.
    func quarantine(response id: ResponseID) throws -> [QuarantineEntry] {
        try read { database in
            try Row.fetchAll(
                database, sql: Self.entries + " WHERE q.id = ? ORDER BY q.sequence",
                arguments: [Data(id.bytes)]
            ).compactMap(QuarantineEntry.init)
        }
    }

    /// One entry with its bytes.
    /// - Throws: `quarantine-unknown`.
    func quarantined(_ number: Int64) throws -> (entry: QuarantineEntry, bytes: [UInt8]) {
        try read { database in
            let row = try Row.fetchOne(
                database, sql: Self.entries + " WHERE q.sequence = ?", arguments: [number])
            let bytes = try Data.fetchOne(
                database, sql: "SELECT bytes FROM quarantine WHERE sequence = ?",
                arguments: [number])
            guard let entry = row.flatMap(QuarantineEntry.init), let bytes else {
                throw AggregatorError.quarantineUnknown("the number \(number)")
            }
            return (entry, Array(bytes))
        }
    }

    /// The newest stored revision of a response, and where it belongs.
    func newest(_ id: ResponseID) throws -> StoredRevision? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT r.revision, r.digest, o.round, o.id FROM response r
                    JOIN organization o ON o.key = r.organization
                    WHERE r.id = ? ORDER BY r.revision DESC, r.sequence DESC LIMIT 1
                    """,
                arguments: [Data(id.bytes)])
            guard let row, let digest = Digest(bytes: row[1] as Data) else { return nil }
            return StoredRevision(
                response: ReconcileQuestion(id: id, revision: row[0], digest: digest),
                round: row[2], organization: row[3])
        }
    }

    /// A stored revision of a response, and where it belongs.
    struct StoredRevision: Equatable, Sendable {
        /// The response, its revision and the SHA-256 of its bytes.
        let response: ReconcileQuestion
        /// The store's key of the round.
        let round: Int64
        /// The organization's id.
        let organization: String
    }
}

extension QuarantineEntry {
    fileprivate init?(_ row: Row) {
        guard let id = ResponseID(bytes: Array(row["id"] as Data)),
            let digest = Digest(bytes: row["digest"] as Data)
        else { return nil }
        let isAccepted: Bool? = row["isAccepted"]
        self.init(
            number: row["sequence"],
            response: ReconcileQuestion(id: id, revision: row["revision"], digest: digest),
            round: row["round"], organization: row["organization"], agent: row["agent"],
            received: Timestamp(milliseconds: row["received"]),
            problem: Problem(
                ProblemCode(rawValue: row["reason"]) ?? .bytesConflict, row["detail"]),
            ruling: isAccepted.map {
                Ruling(
                    isAccepted: $0, reason: row["ruling"],
                    decided: Timestamp(milliseconds: row["decided"]))
            },
            returned: row["returned"])
    }
}

extension AggregatorError {
    /// Nothing is kept apart under this name.
    static func quarantineUnknown(_ name: String) -> AggregatorError {
        AggregatorError(
            .quarantineUnknown, "nothing is in quarantine under \(name)",
            hint: "see what is with `survey-aggregator quarantine list`")
    }
}

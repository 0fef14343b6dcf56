import Foundation
import GRDB
import SurveyProtocol

/// What the store has of an organization's responses.
extension SQLiteReader {
    /// What the store has of one response that was asked about.
    struct Held: Equatable, Sendable {
        /// What became of exactly these bytes.
        let state: HeldState
        /// Their place in the order of arrival; nil when they are missing.
        let sequence: Int64?
        /// When they arrived.
        let received: Timestamp?
        /// Why they do not count.
        let problem: Problem?

        static let missing = Held(state: .missing, sequence: nil, received: nil, problem: nil)
    }

    /// Answers questions of an agent about a round, in their order, all of one moment.
    ///
    /// Only what came from the agent's own organization is found.
    func held(
        _ questions: [ReconcileQuestion], round: Int64, organization: String
    ) throws -> [Held] {
        try read { database in
            let stored = try database.cachedStatement(
                sql: """
                    SELECT r.sequence, r.received FROM response r
                    JOIN organization o ON o.key = r.organization
                    WHERE r.id = ? AND r.revision = ? AND r.digest = ?
                        AND o.round = ? AND o.id = ?
                    """)
            let kept = try database.cachedStatement(
                sql: """
                    SELECT q.sequence, q.received, q.reason, q.detail, d.isAccepted,
                        d.reason, t.reason
                    FROM quarantine q JOIN agent g ON g.key = q.agent
                    LEFT JOIN decision d ON d.quarantine = q.sequence
                    LEFT JOIN returned t
                        ON t.id = q.id AND t.revision = q.revision AND t.digest = q.digest
                    WHERE q.id = ? AND q.revision = ? AND q.digest = ?
                        AND q.round = ? AND g.organization = ?
                    """)
            return try questions.map { question in
                let arguments: StatementArguments = [
                    Data(question.id.bytes), question.revision, Data(question.digest.bytes),
                    round, organization,
                ]
                if let row = try Row.fetchOne(stored, arguments: arguments) {
                    return Held(
                        state: .stored, sequence: row[0],
                        received: Timestamp(milliseconds: row[1]), problem: nil)
                }
                return try Row.fetchOne(kept, arguments: arguments).map(Held.init) ?? .missing
            }
        }
    }

    /// The returned responses of an organization that no newer revision has answered, ordered by
    /// id and revision.
    func returns(round: Int64, organization: String) throws -> [ReturnedResponse] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT id, revision, digest, reason, returned FROM returned t
                    WHERE round = ? AND organization = ?
                        AND NOT EXISTS (
                            SELECT 1 FROM response n WHERE n.id = t.id AND n.revision > t.revision)
                        AND NOT EXISTS (
                            SELECT 1 FROM quarantine n
                            WHERE n.id = t.id AND n.revision > t.revision)
                    ORDER BY id, revision
                    """,
                arguments: [round, organization]
            ).compactMap { row in
                guard let id = ResponseID(bytes: Array(row[0] as Data)),
                    let digest = Digest(bytes: row[2] as Data)
                else { return nil }
                return ReturnedResponse(
                    ReconcileQuestion(id: id, revision: row[1], digest: digest),
                    reason: row[3], returnedAt: Timestamp(milliseconds: row[4]).text)
            }
        }
    }
}

extension SQLiteReader.Held {
    /// What is kept apart: undecided, given back, or rejected.
    fileprivate init(_ row: Row) {
        let code = ProblemCode(rawValue: row[2]) ?? .bytesConflict
        let isRejected = (row[4] as Bool?) == false
        let reason: Problem =
            if isRejected {
                Problem(.responseRejected, row[5] as String? ?? "")
            } else if let text = row[6] as String? {
                Problem(.responseReturned, text)
            } else {
                Problem(code, row[3])
            }
        self.init(
            state: isRejected ? .rejected : .quarantined, sequence: row[0],
            received: Timestamp(milliseconds: row[1]), problem: reason)
    }
}

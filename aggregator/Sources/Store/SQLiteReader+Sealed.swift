import Foundation
import GRDB
import SurveyProtocol

/// Reading the sealed bytes themselves.
extension SQLiteReader {
    /// A stored response as it arrived.
    struct SealedResponse: Equatable, Sendable {
        /// Its place in the order of arrival.
        let sequence: Int64
        /// The response's id.
        let id: ResponseID
        /// Its revision.
        let revision: Int
        /// The SHA-256 that was computed when it arrived.
        let digest: Digest
        /// The bytes.
        let bytes: [UInt8]
    }

    /// Every stored response of a round, in the order of arrival.
    func sealedResponses(round key: Int64) throws -> [SealedResponse] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT r.sequence, r.id, r.revision, r.digest, r.bytes FROM response r
                    JOIN organization o ON o.key = r.organization
                    WHERE o.round = ? ORDER BY r.sequence
                    """,
                arguments: [key]
            ).compactMap { row in
                guard let id = ResponseID(bytes: Array(row[1] as Data)),
                    let digest = Digest(bytes: row[3] as Data)
                else { return nil }
                return SealedResponse(
                    sequence: row[0], id: id, revision: row[2], digest: digest,
                    bytes: Array(row[4] as Data))
            }
        }
    }
}

import Foundation
import GRDB
import SurveyProtocol

/// The certificates of agents: the first from enrollment, later ones from renewal.
extension SQLiteStore {
    /// Certificates of one agent that may be valid at the same time.
    static let certificatesMaximum = 16

    /// Gives an agent its next certificate, or the one that the same key got before.
    ///
    /// The present certificate stays valid until it expires.
    /// - Parameter issue: makes the certificate; called at most once.
    /// - Returns: the certificate in PEM form.
    /// - Throws: `too-many-requests` when the agent has too many valid ones.
    func renew(
        _ agent: StoredAgent, publicKey: Digest, program: String, at now: Timestamp,
        issue: () throws -> NewAgent
    ) throws -> String {
        try write { database in
            let known = try String.fetchOne(
                database, sql: "SELECT pem FROM certificate WHERE agent = ? AND publicKey = ?",
                arguments: [agent.key, Data(publicKey.bytes)])
            if let known { return known }
            let valid = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM certificate WHERE agent = ? AND expires > ?",
                arguments: [agent.key, now.milliseconds])
            guard let valid, valid < Self.certificatesMaximum else {
                throw Problem(
                    .tooManyRequests,
                    "the agent has \(Self.certificatesMaximum) valid certificates")
            }
            let new = try issue()
            try Self.keep(new, of: agent.key, publicKey: publicKey, at: now, database)
            try database.execute(
                sql: """
                    UPDATE agent SET serial = ?, publicKey = ?, certificate = ?, expires = ?,
                        lastSeen = ?, program = ? WHERE key = ?
                    """,
                arguments: [
                    new.serial, Data(publicKey.bytes), new.certificate, new.expires.milliseconds,
                    now.milliseconds, program, agent.key,
                ])
            try Self.audit("certificate renewed", object: agent.id, at: now, database)
            return new.certificate
        }
    }

    /// Keeps a certificate beside the agent's others.
    static func keep(
        _ new: NewAgent, of agent: Int64, publicKey: Digest, at now: Timestamp,
        _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO certificate VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                new.serial, agent, Data(publicKey.bytes), new.certificate, now.milliseconds,
                new.expires.milliseconds,
            ])
    }
}

extension SQLiteReader {
    /// Every agent once for each of its certificates, with that certificate's serial and expiry.
    func certificates() throws -> [StoredAgent] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT a.key, a.id, a.organization, c.serial, c.expires, a.enrolled,
                        a.revoked, a.lastSeen, a.program
                    FROM certificate c JOIN agent a ON a.key = c.agent ORDER BY c.issued
                    """
            ).map(StoredAgent.init)
        }
    }
}

import Foundation
import GRDB
import SurveyProtocol

/// Enrollment and the permission of agents.
extension SQLiteStore {
    /// Keeps the SHA-256 of a new code's secret.
    func addCode(
        secret: Digest, organization: String, expires: Timestamp, at now: Timestamp
    ) throws {
        try write { database in
            try database.execute(
                sql: "INSERT INTO enrollment VALUES (?, ?, ?, ?, NULL)",
                arguments: [
                    Data(secret.bytes), organization, now.milliseconds, expires.milliseconds,
                ])
            try Self.audit("code made", object: organization, at: now, database)
        }
    }

    /// Uses a code for an agent's key: once, or again by the same key.
    ///
    /// - Parameter issue: makes the certificate for the organization; called at most once.
    /// - Returns: the agent, new or the one that the same key got before.
    /// - Throws: a `Problem` when the code is unknown, used by another key, or expired.
    func redeem(
        secret: Digest, publicKey: Digest, program: String, at now: Timestamp,
        issue: (_ organization: String) throws -> NewAgent
    ) throws -> (agent: StoredAgent, certificate: String) {
        try write { database in
            guard
                let code = try Row.fetchOne(
                    database,
                    sql: "SELECT organization, expires, agent FROM enrollment WHERE secret = ?",
                    arguments: [Data(secret.bytes)])
            else { throw Problem(.codeUnknown, "no code with this secret was given out") }
            if let agent = code[2] as Int64? {
                return try Self.repeated(agent, publicKey: publicKey, database)
            }
            guard now < Timestamp(milliseconds: code[1]) else {
                throw Problem(.codeExpired, "the code's time is over")
            }
            let new = try issue(code[0])
            try database.execute(
                sql: """
                    INSERT INTO agent (id, organization, serial, publicKey, certificate, expires,
                        enrolled, lastSeen, program) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    new.id, code[0] as String, new.serial, Data(publicKey.bytes), new.certificate,
                    new.expires.milliseconds, now.milliseconds, now.milliseconds, program,
                ])
            let key = database.lastInsertedRowID
            try Self.keep(new, of: key, publicKey: publicKey, at: now, database)
            try database.execute(
                sql: "UPDATE enrollment SET agent = ? WHERE secret = ?",
                arguments: [key, Data(secret.bytes)])
            try Self.audit("agent enrolled", object: new.id, at: now, database)
            return try Self.repeated(key, publicKey: publicKey, database)
        }
    }

    private static func repeated(
        _ key: Int64, publicKey: Digest, _ database: Database
    ) throws -> (agent: StoredAgent, certificate: String) {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT a.*, c.pem FROM agent a JOIN certificate c ON c.agent = a.key
                WHERE a.key = ? AND c.publicKey = ?
                """,
            arguments: [key, Data(publicKey.bytes)])
        guard let row else {
            throw Problem(.codeUsed, "another key was enrolled with this code")
        }
        return (StoredAgent(row), row["pem"])
    }

    /// Notes that an agent was heard of, with the program it says it is.
    func touch(agent key: Int64, program: String?, at now: Timestamp) throws {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE agent SET lastSeen = ?, program = coalesce(?, program) WHERE key = ?
                    """,
                arguments: [now.milliseconds, program, key])
        }
    }

    /// Withdraws an agent's permission; doing it twice changes nothing.
    /// - Throws: `agent-unknown`.
    func revoke(agent id: String, at now: Timestamp) throws {
        try write { database in
            guard
                let row = try Row.fetchOne(
                    database, sql: "SELECT revoked FROM agent WHERE id = ?", arguments: [id])
            else {
                throw AggregatorError(
                    .agentUnknown, "there is no agent \(id)",
                    hint: "see the agents with `survey-aggregator agents`")
            }
            guard row[0] as Int64? == nil else { return }
            try database.execute(
                sql: "UPDATE agent SET revoked = ? WHERE id = ?",
                arguments: [now.milliseconds, id])
            try Self.audit("agent revoked", object: id, at: now, database)
        }
    }
}

/// A certificate that was made for an enrollment.
struct NewAgent: Sendable {
    /// The agent's id.
    let id: String
    /// The certificate's serial number, hexadecimal.
    let serial: String
    /// The certificate in PEM form.
    let certificate: String
    /// When it expires.
    let expires: Timestamp
}

extension StoredAgent {
    init(_ row: Row) {
        self.init(
            key: row["key"], id: row["id"], organization: row["organization"],
            serial: row["serial"], expires: Timestamp(milliseconds: row["expires"]),
            enrolled: Timestamp(milliseconds: row["enrolled"]),
            revoked: (row["revoked"] as Int64?).map(Timestamp.init(milliseconds:)),
            lastSeen: (row["lastSeen"] as Int64?).map(Timestamp.init(milliseconds:)),
            program: row["program"])
    }
}

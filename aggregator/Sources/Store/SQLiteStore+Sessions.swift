import Foundation
import GRDB
import SurveyProtocol

/// Sessions of people and tokens of programs.
extension SQLiteStore {
    /// Keeps a new session of an account, and forgets those that are over.
    func addSession(
        _ digest: Digest, of user: StoredUser, expires: Timestamp, at now: Timestamp
    ) throws {
        try write { database in
            try database.execute(
                sql: "DELETE FROM session WHERE expires <= ?", arguments: [now.milliseconds])
            try database.execute(
                sql: "INSERT INTO session VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    Data(digest.bytes), user.key, now.milliseconds, now.milliseconds,
                    expires.milliseconds,
                ])
            try database.execute(
                sql: """
                    UPDATE user SET failures = 0, lockedUntil = NULL, lastSignIn = ?
                    WHERE key = ?
                    """,
                arguments: [now.milliseconds, user.key])
            try Self.audit("signed in", object: user.name, at: now, database)
        }
    }

    /// Notes that a session was used.
    func touchSession(_ digest: Digest, at now: Timestamp) throws {
        try write { database in
            try database.execute(
                sql: "UPDATE session SET lastUsed = ? WHERE digest = ?",
                arguments: [now.milliseconds, Data(digest.bytes)])
        }
    }

    /// Ends a session.
    func endSession(_ digest: Digest, of name: String, at now: Timestamp) throws {
        try write { database in
            try database.execute(
                sql: "DELETE FROM session WHERE digest = ?", arguments: [Data(digest.bytes)])
            guard database.changesCount > 0 else { return }
            try Self.audit("signed out", object: name, at: now, database)
        }
    }

    /// Keeps a new token of an account.
    /// - Throws: `user-unknown`, `token-too-many`.
    func addToken(_ token: NewToken, at now: Timestamp) throws {
        try write { database in
            let user = try Self.user(token.user, database)
            let count = try Int.fetchOne(
                database,
                sql:
                    "SELECT count(*) FROM token WHERE user = ? AND revoked IS NULL AND expires > ?",
                arguments: [user.key, now.milliseconds])
            guard (count ?? 0) < Self.tokensMaximum else {
                throw AggregatorError(
                    .tokenTooMany, "\(token.user) has \(Self.tokensMaximum) tokens",
                    hint: "revoke those that nothing uses")
            }
            try database.execute(
                sql: "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                arguments: [
                    token.id, Data(token.digest.bytes), user.key, token.label,
                    token.scopes.joined(separator: " "), now.milliseconds,
                    token.expires.milliseconds,
                ])
            try Self.audit(
                "token made", object: "\(token.user)/\(token.id)",
                detail: token.scopes.joined(separator: " "), at: now, database)
        }
    }

    /// Tokens of one account that count at the same time.
    private static let tokensMaximum = 100

    /// Withdraws a token; doing it twice changes nothing.
    /// - Throws: `token-unknown`.
    func revokeToken(_ id: String, at now: Timestamp) throws {
        try write { database in
            let row = try Row.fetchOne(
                database,
                sql:
                    """
                    SELECT t.revoked, u.name FROM token t JOIN user u ON u.key = t.user
                    WHERE t.id = ?
                    """,
                arguments: [id])
            guard let row else { throw AggregatorError.tokenUnknown(id) }
            guard row[0] as Int64? == nil else { return }
            try database.execute(
                sql: "UPDATE token SET revoked = ? WHERE id = ?",
                arguments: [now.milliseconds, id])
            try Self.audit(
                "token revoked", object: "\(row[1] as String)/\(id)", at: now, database)
        }
    }

    /// Notes that a token was used.
    func touchToken(_ id: String, at now: Timestamp) throws {
        try write { database in
            try database.execute(
                sql: "UPDATE token SET lastUsed = ? WHERE id = ?",
                arguments: [now.milliseconds, id])
        }
    }
}

/// Reading accounts, sessions and tokens.
extension SQLiteReader {
    /// Every account, ordered by name.
    func users() throws -> [StoredUser] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM user WHERE removed IS NULL ORDER BY name"
            ).map(StoredUser.init)
        }
    }

    /// The account with a name; nil when there is none.
    func user(_ name: String) throws -> StoredUser? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM user WHERE name = ? AND removed IS NULL",
                arguments: [name]
            ).map(StoredUser.init)
        }
    }

    /// The session with a digest; nil when there is none.
    func session(_ digest: Digest) throws -> StoredSession? {
        try read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT user, lastUsed, expires FROM session WHERE digest = ?",
                arguments: [Data(digest.bytes)])
            guard let row else { return nil }
            let user = try Row.fetchOne(
                database, sql: "SELECT * FROM user WHERE key = ? AND removed IS NULL",
                arguments: [row[0] as Int64])
            return try user.map(StoredUser.init).map { user in
                StoredSession(
                    user: user, lastUsed: Timestamp(milliseconds: row[1]),
                    expires: Timestamp(milliseconds: row[2]))
            }
        }
    }

    /// The token with a digest and its account; nil when there is none.
    func token(_ digest: Digest) throws -> (token: StoredToken, user: StoredUser)? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql:
                    """
                    SELECT t.*, u.name FROM token t JOIN user u ON u.key = t.user
                    WHERE t.digest = ?
                    """,
                arguments: [Data(digest.bytes)])
            guard let row else { return nil }
            let user = try Row.fetchOne(
                database, sql: "SELECT * FROM user WHERE key = ? AND removed IS NULL",
                arguments: [row["user"] as Int64])
            return try user.map(StoredUser.init).map { (StoredToken(row), $0) }
        }
    }

    /// Every token, newest first; those of one account when a name is given.
    func tokens(of name: String?) throws -> [StoredToken] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT t.*, u.name FROM token t JOIN user u ON u.key = t.user
                    WHERE u.name = coalesce(?, u.name) AND u.removed IS NULL
                    ORDER BY t.created DESC, t.id
                    """,
                arguments: [name]
            ).map(StoredToken.init)
        }
    }
}

extension StoredToken {
    init(_ row: Row) {
        self.init(
            id: row["id"], user: row["name"], label: row["label"],
            scopes: (row["scopes"] as String).split(separator: " ").compactMap {
                TokenScope($0)
            },
            created: Timestamp(milliseconds: row["created"]),
            expires: Timestamp(milliseconds: row["expires"]),
            revoked: (row["revoked"] as Int64?).map(Timestamp.init(milliseconds:)),
            lastUsed: (row["lastUsed"] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}

extension AggregatorError {
    /// There is no such token.
    static func tokenUnknown(_ id: String) -> AggregatorError {
        AggregatorError(
            .tokenUnknown, "there is no token \(id.prefix(64))",
            hint: "see the tokens with `survey-aggregator token list`")
    }
}

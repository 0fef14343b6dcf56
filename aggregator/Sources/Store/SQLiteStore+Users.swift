import Foundation
import GRDB
import SurveyProtocol

/// Accounts.
extension SQLiteStore {
    /// Makes an account without password; a one-time secret lets its owner choose one.
    /// - Throws: `user-exists`.
    func addUser(_ user: NewUser, at now: Timestamp) throws {
        try write { database in
            let exists = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM user WHERE name = ? AND removed IS NULL)",
                arguments: [user.name])
            guard exists == false else {
                throw AggregatorError(
                    .userExists, "there is already a user \(user.name)",
                    hint: "choose another name, or remove the user first")
            }
            try database.execute(
                sql: """
                    INSERT INTO user
                        (name, role, organization, password, secret, secretExpires, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    user.name, user.role.rawValue, user.organization, user.password,
                    user.secret.map { Data($0.bytes) }, user.secretExpires?.milliseconds,
                    now.milliseconds,
                ])
            let place = user.organization.map { " of \($0)" } ?? ""
            try Self.audit(
                "user added", object: user.name, detail: user.role.rawValue + place, at: now,
                database)
        }
    }

    /// Removes an account with its sessions and tokens; the last administrator stays.
    /// - Throws: `user-unknown`, `user-needed`.
    func removeUser(_ name: String, at now: Timestamp) throws {
        try write { database in
            let user = try Self.user(name, database)
            if user.role == .administrator {
                let others = try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM user
                        WHERE role = 'administrator' AND removed IS NULL AND key <> ?
                        """,
                    arguments: [user.key])
                guard (others ?? 0) > 0 else {
                    throw AggregatorError(
                        .userNeeded, "\(name) is the last administrator",
                        hint: "add another administrator first")
                }
            }
            try database.execute(
                sql: "UPDATE user SET removed = ? WHERE key = ?",
                arguments: [now.milliseconds, user.key])
            try Self.endSessions(of: user.key, database)
            try database.execute(
                sql: "UPDATE token SET revoked = ? WHERE user = ? AND revoked IS NULL",
                arguments: [now.milliseconds, user.key])
            try Self.audit("user removed", object: name, at: now, database)
        }
    }

    /// Sets what is kept of a password; every session ends and any one-time secret is used up.
    /// - Throws: `user-unknown`.
    func setPassword(_ kept: String, of name: String, at now: Timestamp) throws {
        try write { database in
            let user = try Self.user(name, database)
            try database.execute(
                sql: """
                    UPDATE user SET password = ?, secret = NULL, secretExpires = NULL,
                        failures = 0, lockedUntil = NULL WHERE key = ?
                    """,
                arguments: [kept, user.key])
            try Self.endSessions(of: user.key, database)
            try Self.audit("password set", object: name, at: now, database)
        }
    }

    /// Gives an account a one-time secret in place of its password.
    /// - Throws: `user-unknown`.
    func setSecret(
        _ secret: Digest, expires: Timestamp, of name: String, at now: Timestamp
    ) throws {
        try write { database in
            let user = try Self.user(name, database)
            try database.execute(
                sql: """
                    UPDATE user SET password = NULL, secret = ?, secretExpires = ?, failures = 0,
                        lockedUntil = NULL WHERE key = ?
                    """,
                arguments: [Data(secret.bytes), expires.milliseconds, user.key])
            try Self.endSessions(of: user.key, database)
            try Self.audit("one-time secret made", object: name, at: now, database)
        }
    }

    /// Notes an attempt to sign in that failed, and until when no other is looked at.
    func noteFailure(of key: Int64, lockedUntil: Timestamp?, at now: Timestamp) throws {
        try write { database in
            try database.execute(
                sql: "UPDATE user SET failures = failures + 1, lockedUntil = ? WHERE key = ?",
                arguments: [lockedUntil?.milliseconds, key])
            guard lockedUntil != nil else { return }
            let name = try String.fetchOne(
                database, sql: "SELECT name FROM user WHERE key = ?", arguments: [key])
            try Self.audit("sign-in locked", object: name ?? "", at: now, database)
        }
    }

    static func user(_ name: String, _ database: Database) throws -> StoredUser {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM user WHERE name = ? AND removed IS NULL",
            arguments: [name])
        guard let row else { throw AggregatorError.userUnknown(name) }
        return try StoredUser(row)
    }

    static func endSessions(of key: Int64, _ database: Database) throws {
        try database.execute(sql: "DELETE FROM session WHERE user = ?", arguments: [key])
    }
}

/// An account to be made.
struct NewUser: Codable, Equatable, Sendable {
    /// The name to sign in with.
    var name: String
    /// What the person is at the centre.
    var role: Role
    /// The organization that a person of the role `organization` speaks for.
    var organization: String?
    /// What is kept of a password.
    var password: String?
    /// The SHA-256 of a one-time secret.
    var secret: Digest?
    /// Until when the one-time secret counts.
    var secretExpires: Timestamp?
}

extension StoredUser {
    init(_ row: Row) throws {
        guard let role = Role(rawValue: row["role"]) else {
            throw AggregatorError(
                .dataDamaged, "the user \(row["name"] as String) cannot be read",
                hint: "use the version of survey-aggregator that made it, or restore a backup")
        }
        self.init(
            key: row["key"], name: row["name"], role: role, organization: row["organization"],
            password: row["password"],
            secret: (row["secret"] as Data?).flatMap { Digest(bytes: $0) },
            secretExpires: (row["secretExpires"] as Int64?).map(Timestamp.init(milliseconds:)),
            failures: row["failures"],
            lockedUntil: (row["lockedUntil"] as Int64?).map(Timestamp.init(milliseconds:)),
            created: Timestamp(milliseconds: row["created"]),
            lastSignIn: (row["lastSignIn"] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}

extension AggregatorError {
    /// There is no such account.
    static func userUnknown(_ name: String) -> AggregatorError {
        AggregatorError(
            .userUnknown, "there is no user \(name.prefix(64))",
            hint: "see the users with `survey-aggregator user list`")
    }
}

import Foundation
import GRDB
import SurveyProtocol

/// The tables of accounts, sessions and tokens, and the chained audit log.
extension SQLiteSchema {
    static let access = """
        CREATE TABLE user (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            organization TEXT,
            password TEXT,
            -- Only the SHA-256 of a one-time secret is kept.
            secret BLOB,
            secretExpires INTEGER,
            failures INTEGER NOT NULL DEFAULT 0,
            lockedUntil INTEGER,
            created INTEGER NOT NULL,
            lastSignIn INTEGER,
            removed INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX userName ON user (name) WHERE removed IS NULL;

        -- Only the SHA-256 of a cookie is kept.
        CREATE TABLE session (
            digest BLOB PRIMARY KEY,
            user INTEGER NOT NULL REFERENCES user (key),
            created INTEGER NOT NULL,
            lastUsed INTEGER NOT NULL,
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessionUser ON session (user);

        -- Only the SHA-256 of a token is kept.
        CREATE TABLE token (
            id TEXT PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            user INTEGER NOT NULL REFERENCES user (key),
            label TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            revoked INTEGER,
            lastUsed INTEGER
        ) STRICT, WITHOUT ROWID;
        """

    private static let auditTable = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            moment INTEGER NOT NULL,
            performer TEXT NOT NULL,
            action TEXT NOT NULL,
            object TEXT NOT NULL,
            detail TEXT NOT NULL,
            -- The SHA-256 of this entry and the digest before it.
            digest BLOB NOT NULL
        ) STRICT;
        """

    private static let auditGuards = """
        CREATE TRIGGER auditKept BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER auditWhole BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        """

    /// Chains the audit log that was kept without digests.
    static func chainAudit(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE audit RENAME TO auditBefore")
        try database.execute(sql: auditTable)
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT sequence, moment, action, object, detail FROM auditBefore ORDER BY 1")
        var previous = AuditEntry.beginning
        for row in rows {
            let entry = AuditEntry(
                sequence: row[0], moment: Timestamp(milliseconds: row[1]), performer: "unknown",
                act: (action: row[2], object: row[3], detail: row[4]), after: previous)
            try SQLiteStore.insert(entry, database)
            previous = entry.digest
        }
        try database.execute(sql: "DROP TABLE auditBefore")
        try database.execute(sql: auditGuards)
    }
}

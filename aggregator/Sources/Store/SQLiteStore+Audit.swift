import Foundation
import GRDB
import SurveyProtocol

/// The audit log: entries are added, chained, and never changed.
extension SQLiteStore {
    /// Records an administrative act of the current performer.
    func audit(_ action: String, object: String, at now: Timestamp) throws {
        try write { try Self.audit(action, object: object, at: now, $0) }
    }

    /// Records an administrative act of the current performer in the transaction that does it.
    static func audit(
        _ action: String, object: String, detail: String = "", at now: Timestamp,
        _ database: Database
    ) throws {
        let last = try Row.fetchOne(
            database, sql: "SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1")
        let previous = last.flatMap { Digest(bytes: $0[1] as Data) } ?? AuditEntry.beginning
        let entry = AuditEntry(
            sequence: (last?[0] as Int64? ?? 0) + 1, moment: now,
            performer: Performer.current.name,
            act: (action: action, object: object, detail: detail), after: previous)
        try insert(entry, database)
    }

    static func insert(_ entry: AuditEntry, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                entry.sequence, entry.moment.milliseconds, entry.performer, entry.action,
                entry.object, entry.detail, Data(entry.digest.bytes),
            ])
    }
}

extension SQLiteReader {
    /// What a walk along the audit log found.
    struct AuditChain: Equatable, Sendable {
        /// How many entries there are.
        let count: Int64
        /// The digest of the last entry; whoever writes it down can tell later that none is gone.
        let head: Digest
        /// The place of the first entry that does not fit; nil when all do.
        let broken: Int64?
    }

    /// Entries of the audit log after a place, oldest first.
    func audit(after sequence: Int64, limit: Int) throws -> [AuditEntry] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
                arguments: [sequence, limit]
            ).map(AuditEntry.init)
        }
    }

    /// Hands over every entry of the audit log, oldest first, without holding them.
    func eachAuditEntry(_ visit: (AuditEntry) throws -> Void) throws {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT * FROM audit ORDER BY sequence")
            while let row = try rows.next() { try visit(AuditEntry(row)) }
        }
    }

    /// Checks that every entry follows the one before it.
    func auditChain() throws -> AuditChain {
        var count: Int64 = 0
        var head = AuditEntry.beginning
        var broken: Int64?
        try eachAuditEntry { entry in
            count += 1
            if broken == nil, entry.sequence != count || !entry.follows(head) { broken = count }
            head = entry.digest
        }
        return AuditChain(count: count, head: head, broken: broken)
    }
}

extension AuditEntry {
    init(_ row: Row) throws {
        self.init(
            kept: row["sequence"], moment: Timestamp(milliseconds: row["moment"]),
            performer: row["performer"],
            act: (action: row["action"], object: row["object"], detail: row["detail"]),
            // A digest that is none fits nothing, which is what the walk then says.
            digest: Digest(bytes: row["digest"] as Data) ?? AuditEntry.beginning)
    }
}

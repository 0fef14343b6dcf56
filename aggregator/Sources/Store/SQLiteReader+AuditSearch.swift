import Foundation
import GRDB
import SurveyProtocol

/// Which entries of the audit log are looked for; what is nil does not matter.
struct AuditSearch: Equatable, Sendable {
    /// Part of who did it.
    var performer: String?
    /// What was done, exactly.
    var action: String?
    /// Part of the thing it was done to.
    var object: String?
    /// Not before this moment.
    var from: Timestamp?
    /// Before this moment.
    var until: Timestamp?

    /// Whether everything is looked for.
    var isEmpty: Bool { self == AuditSearch() }
}

/// Searching the audit log.
extension SQLiteReader {
    /// Entries up to a place that a search finds, newest first.
    func audit(
        _ search: AuditSearch, upTo sequence: Int64, limit: Int
    ) throws -> [AuditEntry] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM audit WHERE sequence <= ?1
                        AND (?2 IS NULL OR instr(swiftLowercaseString(performer), ?2) > 0)
                        AND (?3 IS NULL OR action = ?3)
                        AND (?4 IS NULL OR instr(swiftLowercaseString(object), ?4) > 0)
                        AND (?5 IS NULL OR moment >= ?5) AND (?6 IS NULL OR moment < ?6)
                    ORDER BY sequence DESC LIMIT ?7
                    """,
                arguments: [
                    sequence, search.performer?.lowercased(), search.action,
                    search.object?.lowercased(),
                    search.from?.milliseconds, search.until?.milliseconds, limit,
                ]
            ).map(AuditEntry.init)
        }
    }

    /// What has been done so far, each act once, in the order of the alphabet.
    func auditActions() throws -> [String] {
        try read { database in
            try String.fetchAll(database, sql: "SELECT DISTINCT action FROM audit ORDER BY action")
        }
    }

    /// When a round was closed last after it had been open; nil when it never was.
    func closed(round id: String) throws -> Timestamp? {
        try read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT max(moment) FROM audit
                    WHERE action = 'round closed' AND object = ? AND detail = 'was open'
                    """,
                arguments: [id]
            ).map(Timestamp.init(milliseconds:))
        }
    }
}

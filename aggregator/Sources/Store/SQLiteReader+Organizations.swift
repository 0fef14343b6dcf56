import Foundation
import GRDB
import SurveyProtocol

/// Finding organizations by name.
extension SQLiteReader {
    /// An organization as one chooses it.
    struct Named: Equatable, Sendable {
        /// Its id.
        let id: String
        /// What it is called, in the newest roster that has it.
        let name: String
    }

    /// Organizations whose name or id holds a text, in the order of their names.
    /// - Parameters:
    ///   - round: of one round's roster; of all rounds when nil.
    ///   - search: part of the name or id; everything when empty.
    func organizations(
        round key: Int64?, holding search: String, skipping: Int = 0, limit: Int
    ) throws -> (rows: [Named], count: Int) {
        let wanted = search.lowercased()
        let filter = """
            FROM organization WHERE present = 1 AND (?1 IS NULL OR round = ?1)
                AND (?2 = '' OR instr(swiftLowercaseString(name), ?2) > 0
                    OR instr(swiftLowercaseString(id), ?2) > 0)
            """
        return try read { database in
            let count = try Int.fetchOne(
                database, sql: "SELECT count(DISTINCT id) " + filter, arguments: [key, wanted])
            // SQLite takes the name from the row of max(), the newest round's.
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT id, name, max(round) " + filter
                    + " GROUP BY id ORDER BY swiftLowercaseString(name), id LIMIT ?3 OFFSET ?4",
                arguments: [key, wanted, limit, skipping])
            return (rows.map { Named(id: $0["id"], name: $0["name"]) }, count ?? 0)
        }
    }

    /// An organization's id and every name that a roster gives it.
    func everyName(of id: String) throws -> [String] {
        try read { database in
            try [id]
                + String.fetchAll(
                    database, sql: "SELECT DISTINCT name FROM organization WHERE id = ?",
                    arguments: [id])
        }
    }

    /// The names of some organizations, by id, in the newest roster that has each.
    func names(of ids: [String]) throws -> [String: String] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT name FROM organization WHERE id = ? ORDER BY round DESC LIMIT 1")
            var names: [String: String] = [:]
            for id in Set(ids) {
                names[id] = try String.fetchOne(statement, arguments: [id])
            }
            return names
        }
    }
}

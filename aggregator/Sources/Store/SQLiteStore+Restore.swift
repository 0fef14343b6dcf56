import Foundation
import GRDB
import SurveyProtocol

/// Putting a backup in the place of the store.
extension SQLiteStore {
    /// Makes a database that was unpacked from a backup ready to take the store's place: checked,
    /// brought to this version, and with a new epoch.
    ///
    /// - Parameter known: the highest epoch that agents may have seen here.
    /// - Returns: the data folder's other files that the backup held, by name; and whether it was
    ///   made by an earlier version.
    /// - Throws: `store-newer`, `backup-damaged`.
    static func prepare(
        _ path: String, after known: Int, server: String?, at now: Timestamp
    ) throws -> (files: [String: Data], wasConverted: Bool) {
        do {
            let queue = try DatabaseQueue(path: path)
            defer { try? queue.close() }
            let migrator = SQLiteSchema.migrator
            guard try !queue.read({ try migrator.hasBeenSuperseded($0) }) else {
                throw AggregatorError(
                    .backupNewer, "the backup was made by a newer survey-aggregator",
                    hint: "restore it with that version or a later one; nothing was changed")
            }
            let finding = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
            guard finding == "ok" else {
                throw BackupFile.damaged(path, "SQLite finds faults in it")
            }
            let files = try queue.read { database in
                try Row.fetchAll(database, sql: "SELECT name, content FROM kept")
                    .reduce(into: [String: Data]()) { $0[$1[0]] = $1[1] as Data }
            }
            try check(files, isOf: server)
            let isEarlier = try !queue.read { try migrator.hasCompletedMigrations($0) }
            try migrator.migrate(queue)
            try queue.write { database in
                try database.execute(sql: "DROP TABLE kept")
                // A moment, so that it is above every epoch that was given out before, even by a
                // store that is lost.
                let stored = try Int.fetchOne(
                    database,
                    sql: "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'epoch'")
                let epoch = max(max(known, stored ?? 1) + 1, Int(now.milliseconds))
                try database.execute(
                    sql: "UPDATE setting SET value = ? WHERE name = 'epoch'",
                    arguments: ["\(epoch)"])
                try audit("store restored", object: "epoch \(epoch)", at: now, database)
            }
            return (files, isEarlier)
        } catch let error as DatabaseError {
            throw BackupFile.damaged(path, error.resultCode.description)
        }
    }

    private static func check(_ files: [String: Data], isOf server: String?) throws {
        let settings = try? JSONDecoder().decode(
            AggregatorSettings.self, from: files["aggregator.json"] ?? Data())
        guard let settings, server.map({ $0 == settings.server }) ?? true else {
            throw AggregatorError(
                .backupForeign, "the backup is of another aggregator",
                hint: "restore it into a new folder named with --data; nothing was changed")
        }
    }

    /// Replaces everything in the store by the content of a prepared database, in one durable
    /// transaction, and keeps what was there in a file.
    func replace(with path: String, keeping aside: String) throws {
        do {
            let replaced = try DatabaseQueue(path: aside)
            try queue.backup(to: replaced)
            try replaced.writeWithoutTransaction { database in
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
            }
            try replaced.close()
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: aside)
            let source = try DatabaseQueue(path: path)
            try fit(source)
            try source.backup(to: queue)
            try source.close()
        } catch let error as DatabaseError {
            throw Self.failure(error, path: self.path)
        }
    }

    /// Gives a database pages of the store's size, which those of an earlier version do not have:
    /// SQLite copies no others into a store with a log beside it.
    private func fit(_ source: DatabaseQueue) throws {
        func pageBytes(_ queue: DatabaseQueue) throws -> Int {
            try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_size") ?? Self.pageBytes }
        }
        let wanted = try pageBytes(queue)
        guard try pageBytes(source) != wanted else { return }
        try source.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA page_size = \(wanted); VACUUM")
        }
    }
}

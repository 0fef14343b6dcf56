import Foundation
import GRDB
import SurveyProtocol

// # The store
//
// One SQLite database in WAL mode. Format and recovery rules:
//
// - This connection is the only writer and the only one that checkpoints, in any process: SQLite
//   before 3.51.3 can lose a commit when two connections of a WAL database write or checkpoint at
//   the same moment. Whoever opens the store for writing holds the data folder's lock; everybody
//   else reads with a read-only connection (`SQLiteReader`) that cannot checkpoint.
// - `synchronous=FULL`: a commit has reached the disk when it returns. GRDB sets NORMAL by itself,
//   so it is set after opening and read back; a store that does not answer FULL is not opened.
// - Responses are only ever added. A revision is a row; nothing updates or deletes one. What counts
//   at a moment is therefore a question of the highest `sequence` at that moment.
// - After a crash SQLite replays the WAL; a transaction is there whole or not at all.

/// The aggregator's store: the one connection that writes.
final class SQLiteStore: Sendable {
    let queue: DatabaseQueue
    /// The path of the database.
    let path: String
    /// Whether it was of an earlier version when it was opened.
    let wasConverted: Bool

    /// Bytes of a page of a new store. SQLite's 4096 hold five responses; with twice as many bytes
    /// a commit writes fewer pages, and one response alone does not yet write much more.
    static let pageBytes = 8_192
    /// Bytes in the WAL after which the writer checkpoints.
    private static let checkpointBytes = 32 * 1_048_576
    /// Bytes to which the WAL file is cut after a checkpoint.
    private static let walBytesMaximum = 64 * 1_048_576

    /// Opens the store, making or migrating it when needed.
    ///
    /// The caller holds the data folder's lock.
    /// - Throws: `store-unsafe` when durability cannot be had, `store-failed` otherwise.
    init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.label = "survey.store.writer"
        configuration.journalMode = .wal
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // Only a store without tables takes it; another one keeps the size it was made with.
            try database.execute(sql: "PRAGMA page_size = \(Self.pageBytes)")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                let pageBytes =
                    try Int.fetchOne(database, sql: "PRAGMA page_size") ?? Self.pageBytes
                try database.execute(
                    sql: "PRAGMA wal_autocheckpoint = \(Self.checkpointBytes / pageBytes)")
                try database.execute(sql: "PRAGMA journal_size_limit = \(Self.walBytesMaximum)")
                try database.execute(sql: "PRAGMA cache_size = -65536")
            }
            wasConverted = try SQLiteSchema.migrate(queue, path: path)
        } catch let error as DatabaseError {
            throw Self.failure(error, path: path)
        }
        do {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw AggregatorError(
                .storeUnsafe, "cannot restrict \(path) to its owner",
                hint: "check who owns the data folder")
        }
        try checkDurability()
    }

    /// The journal mode and synchronous level of the connection, read back from SQLite.
    func durability() throws -> (journal: String?, synchronous: Int?) {
        try queue.read { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            )
        }
    }

    private func checkDurability() throws {
        let (journal, synchronous) = try durability()
        guard journal == "wal", synchronous == 2 else {
            throw AggregatorError(
                .storeUnsafe,
                "the store \(path) does not run with journal_mode=wal and synchronous=FULL",
                hint: "put the data folder on a local disk; network file systems do not do")
        }
    }

    /// Runs statements in one durable transaction.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let performer = Performer.current
        do {
            return try queue.write { database in
                // The database has a queue of its own, where the task may not be known.
                try Performer.$current.withValue(performer) { try body(database) }
            }
        } catch let error as DatabaseError {
            throw Self.failure(error, path: path)
        }
    }

    /// Closes the connection after a last checkpoint.
    func close() throws {
        try queue.close()
    }

    static func failure(_ error: DatabaseError, path: String) -> AggregatorError {
        let hint =
            switch error.resultCode {
            case .SQLITE_FULL: "free space on the disk that holds the data folder"
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: "restore the last backup; do not go on with it"
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
                "check who owns the data folder and whether the disk is writable"
            default: "look at the disk that holds the data folder"
            }
        return AggregatorError(
            .storeFailed, "the store \(path) failed: \(error.resultCode.description)", hint: hint)
    }
}

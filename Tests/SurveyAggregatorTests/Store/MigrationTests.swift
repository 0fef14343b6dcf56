import Foundation
import GRDB
import SurveyProtocol
import SurveyTesting
import Synchronization
import Testing

@testable import SurveyAggregator

@Suite("A store of an earlier version becomes one of this version, and a later one is left alone")
struct MigrationTests {
    @Test("the audit log of a store without chain is chained, in its order")
    func chains() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("survey.sqlite")
        let queue = try DatabaseQueue(path: path)
        try SQLiteSchema.migrator.migrate(queue, upTo: "1")
        try queue.write { database in
            for number in 1...5 {
                try database.execute(
                    sql:
                        "INSERT INTO audit (moment, action, object, detail) VALUES (?, ?, 'x', '')",
                    arguments: [number, "act \(number)"])
            }
        }
        try queue.close()
        try SQLiteStore(path: path).close()
        let reader = try SQLiteReader(path: path)
        #expect(try reader.auditChain().broken == nil)
        #expect(
            try reader.audit(after: 0, limit: 10).map(\.action) == (1...5).map { "act \($0)" })
    }

    @Test("a conversion is told to whoever opened the store, once, and never of a new one")
    func told() throws {
        let fixture = try Fixture()
        #expect(!fixture.aggregator.store.wasConverted)
        try fixture.aggregator.close()
        BackupFile.removeDatabase(fixture.folder.store)
        let queue = try DatabaseQueue(path: fixture.folder.store)
        try SQLiteSchema.migrator.migrate(queue, upTo: "webhooks")
        try queue.close()
        let folder = try TemporaryFolder()
        let copy = DataFolder(path: folder.path("data"))
        try FileManager.default.copyItem(atPath: fixture.folder.path, toPath: copy.path)
        let notes = Mutex<[String]>([])
        let administration = Administration(folder: copy) { text in
            notes.withLock { $0.append(text) }
        }
        _ = try administration.perform(.audit(action: "tried", object: "x"))
        _ = try administration.perform(.audit(action: "tried", object: "x"))
        #expect(notes.withLock { $0 } == ["the store was converted from an earlier version"])
    }

    @Test(
        "a backup of an earlier version, with pages of another size, is converted and that is said",
        arguments: [false, true])
    func restored(isEarlier: Bool) throws {
        let (fixture, folder) = (try Fixture(), try TemporaryFolder())
        let earlier = folder.path("earlier.sqlite")
        let queue = try DatabaseQueue(path: earlier)
        try SQLiteSchema.migrator.migrate(queue, upTo: isEarlier ? "webhooks" : "blocks of answers")
        let pageBytes = try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_size") }
        #expect(pageBytes != SQLiteStore.pageBytes)
        try queue.close()
        let path = folder.path("earlier.backup")
        try BackupFile.write(
            SQLiteReader(path: earlier), files: fixture.folder.keptContent(), to: path)
        let target = DataFolder(path: folder.path("anew"))
        let offline = try Aggregator.restoreOffline(path, into: target, at: .now())
        #expect(offline.wasConverted == isEarlier)
        let reply = try fixture.aggregator.perform(.restore(path: path))
        guard case .restored(let done) = reply else { throw CocoaError(.coderInvalidValue) }
        #expect(done.wasConverted == isEarlier && done.replaced != nil)
        try fixture.aggregator.reader.checkVersion()
    }

    @Test("a store of a newer version is refused and not touched")
    func newer() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("survey.sqlite")
        try SQLiteStore(path: path).close()
        let queue = try DatabaseQueue(path: path)
        try queue.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of a later version')")
        }
        let before = try content(queue)
        try queue.close()
        #expect {
            _ = try SQLiteStore(path: path)
        } throws: {
            ($0 as? AggregatorError)?.code == .storeNewer
        }
        #expect(try content(DatabaseQueue(path: path)) == before)
    }

    @Test("who only reads is told that a store is of an earlier or a later version")
    func reading() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("survey.sqlite")
        let queue = try DatabaseQueue(path: path)
        try SQLiteSchema.migrator.migrate(queue, upTo: "webhooks")
        let reader = try SQLiteReader(path: path)
        func code() -> AggregatorError.Code? {
            do {
                try reader.checkVersion()
                return nil
            } catch {
                return (error as? AggregatorError)?.code
            }
        }
        #expect(code() == .storeOlder)
        try SQLiteSchema.migrator.migrate(queue)
        #expect(code() == nil)
        try queue.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of a later version')")
        }
        #expect(code() == .storeNewer)
    }

    private func content(_ queue: DatabaseQueue) throws -> [String] {
        try queue.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT coalesce(sql, name) FROM sqlite_schema
                    UNION ALL SELECT identifier FROM grdb_migrations ORDER BY 1
                    """)
        }
    }

    @Test("a migration that fails leaves the store as it was, and the next start tries it again")
    func halfWay() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("survey.sqlite")
        let queue = try DatabaseQueue(path: path)
        try SQLiteSchema.migrator.migrate(queue, upTo: "1")
        // Something of the same name stands in the way of the migration's last table.
        try queue.write { try $0.execute(sql: "CREATE TABLE token (x)") }
        try queue.close()
        #expect(throws: AggregatorError.self) { _ = try SQLiteStore(path: path) }
        let again = try DatabaseQueue(path: path)
        let tables = try again.read {
            try String.fetchSet($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        #expect(!tables.contains("user") && tables.contains("audit"))
        try again.write { try $0.execute(sql: "DROP TABLE token") }
        try again.close()
        try SQLiteStore(path: path).close()
    }
}

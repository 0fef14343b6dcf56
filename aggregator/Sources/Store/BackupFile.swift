import Crypto
import Foundation
import GRDB
import SurveyProtocol

// # A backup
//
// One file: a complete SQLite database, copied with SQLite's own online backup, in which the table
// `kept` also holds the data folder's other files (settings, authority, server certificate); and
// after the database one line
//
//     \nmaturity-backup/1 sha256:<64 hexadecimal digits>\n
//
// with the SHA-256 of everything before it. SQLite ignores the line, so the file can be opened with
// any SQLite tool; we refuse a file without the line or with another digest. It holds the
// authority's key and every response: mode 0600, and to be kept as the data folder is.

/// Writes and checks backups.
enum BackupFile {
    private static let mark = Array("\nmaturity-backup/1 ".utf8)
    private static let chunkBytes = 1_048_576
    /// Bytes of the line after the database.
    private static let trailerBytes = mark.count + 7 + 64 + 1

    /// Writes a consistent backup while the service goes on.
    ///
    /// - Parameters:
    ///   - reader: a connection that only reads; it never holds up the writer.
    ///   - files: the data folder's other files by name.
    static func write(_ reader: SQLiteReader, files: [String: Data], to path: String) throws {
        let temporary = DurableFile.temporary(path)
        do {
            try copy(reader, files: files, to: temporary, for: path)
            try seal(temporary)
            try DurableFile.move(temporary, to: path)
        } catch {
            removeDatabase(temporary)
            throw error
        }
    }

    /// Copies the store and the other files into a new database beside the place of the backup.
    private static func copy(
        _ reader: SQLiteReader, files: [String: Data], to temporary: String, for path: String
    ) throws {
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw unwritable(path) }
        do {
            let copy = try DatabaseQueue(path: temporary)
            try reader.queue.backup(to: copy)
            try copy.writeWithoutTransaction { database in
                // One file without a log beside it.
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
            }
            try copy.write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE kept (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT
                        """)
                for (name, content) in files.sorted(by: { $0.key < $1.key }) {
                    try database.execute(
                        sql: "INSERT INTO kept VALUES (?, ?)", arguments: [name, content])
                }
            }
            try copy.close()
        } catch let error as DatabaseError {
            throw SQLiteStore.failure(error, path: path)
        }
    }

    private static func unwritable(_ path: String) -> AggregatorError {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            return AggregatorError(
                .fileUnwritable, "cannot write \(path): there is no folder \(folder)",
                hint: "make the folder, or name another")
        }
        return AggregatorError(
            .fileUnwritable, "cannot write \(path)",
            hint: "check free space and permissions of the folder")
    }

    private static func seal(_ path: String) throws {
        let digest = try digest(of: path, bytes: size(path))
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(mark + Array("\(digest)\n".utf8)))
        try handle.synchronize()
        try handle.close()
    }

    /// Copies the database out of a backup, when nothing of it is damaged.
    /// - Throws: `file-unreadable`, `backup-damaged`.
    static func unpack(_ path: String, to target: String) throws {
        let handle = try opened(path)
        let size = try size(path) - trailerBytes
        guard size > 0 else {
            throw damaged(path, "it is too short")
        }
        try handle.seek(toOffset: UInt64(size))
        let trailer = Array(try handle.readToEnd() ?? Data())
        guard trailer.starts(with: mark), trailer.last == 0x0A else {
            throw damaged(path, "it has no seal at its end")
        }
        let text = String(decoding: trailer.dropFirst(mark.count).dropLast(), as: UTF8.self)
        guard try "\(digest(of: path, bytes: size))" == text else {
            throw damaged(path, "its bytes are not those that were written")
        }
        removeDatabase(target)
        do {
            try FileManager.default.copyItem(atPath: path, toPath: target)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: target)
            let copy = try FileHandle(forUpdating: URL(filePath: target))
            try copy.truncate(atOffset: UInt64(size))
            try copy.synchronize()
            try copy.close()
        } catch {
            throw AggregatorError(
                .fileUnwritable, "cannot copy \(path) to \(target)",
                hint: "free as much space as the backup takes, twice")
        }
    }

    /// The names of what interrupted backups left in the folder of a file.
    static func leftovers(beside file: URL) -> [String] {
        let folder = file.deletingLastPathComponent()
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).sorted().filter { name in
            guard name.hasSuffix(DurableFile.temporaryEnding),
                let handle = FileHandle(forReadingAtPath: folder.appending(path: name).path)
            else { return false }
            let head = try? handle.read(upToCount: 15)
            return head.map { Array($0) } == Array("SQLite format 3".utf8)
        }
    }

    /// Removes a database and what SQLite keeps beside it.
    static func removeDatabase(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            // What is not there need not be removed.
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    private static func opened(_ path: String) throws -> FileHandle {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            let reason = DurableFile.reason()
            let user = SystemAccount.current
            throw AggregatorError(
                .fileUnreadable, "the user \(user) cannot read the file \(path): \(reason)",
                hint: "nothing was changed; while the service runs, it reads the file itself: put"
                    + " it where the user \(user) may read it (systemd may hide /home, /root and"
                    + " /tmp from the service), or stop the service first")
        }
        return handle
    }

    private static func size(_ path: String) throws -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let size = (attributes?[.size] as? NSNumber)?.intValue else {
            throw AggregatorError(
                .fileUnreadable, "cannot read \(path)",
                hint: "check the name and the permissions of the file")
        }
        return size
    }

    private static func digest(of path: String, bytes: Int) throws -> SurveyProtocol.Digest {
        let handle = try opened(path)
        var hash = SHA256()
        var left = bytes
        while left > 0, let chunk = try handle.read(upToCount: min(left, chunkBytes)),
            !chunk.isEmpty
        {
            hash.update(data: chunk)
            left -= chunk.count
        }
        guard let digest = SurveyProtocol.Digest(bytes: hash.finalize()) else {
            preconditionFailure("SHA-256 has 32 bytes")
        }
        return digest
    }

    static func damaged(_ path: String, _ what: String) -> AggregatorError {
        AggregatorError(
            .backupDamaged, "the backup \(path) is damaged: \(what)",
            hint: "take another backup; nothing was changed")
    }
}

import Foundation
import SurveyProtocol

/// Bringing a backup back, while the service runs or not.
extension Aggregator {
    /// What restoring did besides.
    struct Restoration: Codable, Equatable, Sendable {
        /// The file that holds the replaced store; nil when there was none.
        var replaced: String?
        /// Whether the backup was made by an earlier version, and what it holds was converted.
        var wasConverted: Bool
        /// Who counts again; nil when the replaced store could not be read, or there was none.
        var revived: Revived?
    }

    /// Whom the replaced store had withdrawn and the backup brought back.
    struct Revived: Codable, Equatable, Sendable {
        /// Agents that were revoked, each with its organization.
        var agents: [String]
        /// The names of users who were removed.
        var users: [String]
    }

    /// Replaces the store by a backup and raises the epoch, so that agents ask what is missing.
    ///
    /// What was there is kept in the data folder. A crash leaves the old store or the new one.
    /// - Throws: what is wrong with the backup; then nothing was changed.
    func restore(_ path: String, at now: Timestamp) throws -> Restoration {
        let unpacked = folder.unpacked
        defer { BackupFile.removeDatabase(unpacked) }
        try BackupFile.unpack(path, to: unpacked)
        let prepared = try SQLiteStore.prepare(
            unpacked, after: epoch, server: settings.server, at: now)
        let aside = folder.replaced(at: now)
        // Damage is no reason against a restore, only nobody can be named then.
        let before = try? (agents: reader.agents(), users: reader.users())
        try store.replace(with: unpacked, keeping: aside)
        folder.giveToOwner()
        try reload()
        return Restoration(
            replaced: aside, wasConverted: prepared.wasConverted,
            revived: try before.map { try revived(agents: $0.agents, users: $0.users) })
    }

    private func revived(agents: [StoredAgent], users: [StoredUser]) throws -> Revived {
        let revoked = Set(agents.filter { $0.revoked != nil }.map(\.id))
        let names = Set(users.map(\.name))
        return Revived(
            agents: try reader.agents()
                .filter { $0.revoked == nil && revoked.contains($0.id) }
                .map { "\($0.id) of \($0.organization)" },
            users: try reader.users().map(\.name).filter { !names.contains($0) })
    }

    /// Brings a backup back into a folder whose store cannot be opened, or that is new.
    /// - Throws: what is wrong with the backup; then nothing was changed.
    static func restoreOffline(
        _ path: String, into folder: DataFolder, at now: Timestamp
    ) throws -> Restoration {
        let isNew = !folder.isInitialized
        if isNew { try folder.create() }
        guard let lock = try FolderLock(path: folder.lock) else {
            throw AggregatorError(
                .dataBusy, "another process has \(folder.path) open",
                hint: "end the service, then restore")
        }
        return try withExtendedLifetime(lock) {
            let unpacked = folder.unpacked
            defer {
                BackupFile.removeDatabase(unpacked)
                folder.giveToOwner()
            }
            try BackupFile.unpack(path, to: unpacked)
            let server = isNew ? nil : try settings(of: folder).server
            let prepared = try SQLiteStore.prepare(
                unpacked, after: 1, server: server, at: now)
            var aside: String?
            if FileManager.default.fileExists(atPath: folder.store) {
                let name = folder.replaced(at: now)
                for suffix in ["", "-wal", "-shm"]
                where FileManager.default.fileExists(atPath: folder.store + suffix) {
                    try DurableFile.move(folder.store + suffix, to: name + suffix)
                }
                aside = name
            }
            try DurableFile.move(unpacked, to: folder.store)
            if isNew { try write(prepared.files, to: folder) }
            return Restoration(replaced: aside, wasConverted: prepared.wasConverted)
        }
    }

    /// Writes the files of a backup into a new folder; the settings last, which say that all is
    /// there.
    private static func write(_ files: [String: Data], to folder: DataFolder) throws {
        let settings = URL(filePath: folder.settings).lastPathComponent
        let known = folder.keptFiles
        for (name, content) in files where name != settings && known.contains(name) {
            try DurableFile.write(content, to: folder.path + "/" + name)
        }
        try DurableFile.write(files[settings] ?? Data(), to: folder.settings)
    }
}

extension DataFolder {
    private static let keptBytesMaximum = 1_048_576

    /// The names of the files beside the store that a backup keeps, when they are there.
    var keptFiles: [String] { (neededFiles + [serviceSettings]).map(Self.name) }

    private var neededFiles: [String] {
        [settings, authorityKey, authorityCertificate, serverKey, serverCertificate]
    }

    private static func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }

    /// The content of the files that a backup keeps, by name: all that an aggregator needs, and the
    /// settings of the service when somebody wrote any.
    /// - Throws: `file-unreadable`.
    func keptContent() throws -> [String: Data] {
        var paths = neededFiles
        if FileManager.default.fileExists(atPath: serviceSettings) { paths.append(serviceSettings) }
        return try paths.reduce(into: [:]) { files, path in
            files[Self.name(path)] = Data(
                try DurableFile.read(path, bytesMaximum: Self.keptBytesMaximum))
        }
    }

    /// Where a store that is replaced at a moment is kept.
    func replaced(at now: Timestamp) -> String {
        let name = now.text.filter { $0.isNumber || $0 == "T" }
        return "\(path)/replaced-\(name)-\(now.milliseconds % 1_000).sqlite"
    }
}

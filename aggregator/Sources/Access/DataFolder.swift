import Foundation
import SurveyProtocol

/// The folder that holds everything an aggregator has: keys, certificates and the store.
struct DataFolder: Sendable {
    /// Its path.
    let path: String

    /// The folder at a path, whether it exists or not.
    init(path: String) {
        self.path = URL(filePath: path).standardizedFileURL.path
    }

    /// The database.
    var store: String { path + "/survey.sqlite" }
    /// Where a backup is unpacked while it is restored.
    var unpacked: String { path + "/restore.sqlite" }
    /// The lock that the one writer holds.
    var lock: String { path + "/lock" }
    /// The settings that `init` wrote.
    var settings: String { path + "/aggregator.json" }
    /// The settings of the running service, when somebody wrote any.
    var serviceSettings: String { path + "/service.yaml" }
    /// The authority's private key.
    var authorityKey: String { path + "/authority.key" }
    /// The authority's certificate.
    var authorityCertificate: String { path + "/authority.pem" }
    /// The server's private key.
    var serverKey: String { path + "/server.key" }
    /// The server's certificate.
    var serverCertificate: String { path + "/server.pem" }
    /// The socket through which commands reach the running service.
    static let controlName = "control"

    /// Whether `init` has been completed here.
    var isInitialized: Bool {
        FileManager.default.fileExists(atPath: settings)
    }

    /// Makes the folder with mode 0700, or takes an empty one.
    /// - Throws: `data-exists` when it holds something already.
    func create() throws {
        let manager = FileManager.default
        if let content = try? manager.contentsOfDirectory(atPath: path) {
            guard content.isEmpty else {
                throw AggregatorError(
                    .dataExists, "the folder \(path) is not empty",
                    hint: refusalHint(content))
            }
        } else {
            do {
                try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw AggregatorError(
                    .fileUnwritable, "cannot make the folder \(path)",
                    hint: "check the permissions of the folder above it")
            }
        }
        do {
            try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        } catch {
            throw AggregatorError(
                .fileUnwritable, "cannot restrict the folder \(path) to its owner",
                hint: "use a folder that belongs to the user who runs the aggregator")
        }
    }

    private func refusalHint(_ content: [String]) -> String {
        if isInitialized { return "it is initialized already: go on with `round create`" }
        let own = [
            "authority.", "server.", "survey.sqlite", "restore.sqlite", "lock", "aggregator.",
            "service.yaml",
        ]
        // A person may have put the settings of the service there before anything else.
        guard content != ["service.yaml"],
            content.allSatisfy({ name in own.contains { name.hasPrefix($0) } })
        else {
            return "name a new or empty folder with --data"
        }
        return "an `init` or `restore` was interrupted here before it was done: remove the folder "
            + "and give the command again, unless somebody only lost its aggregator.json"
    }

    /// Removes what an interrupted write or restore left beside its place.
    ///
    /// The caller holds the lock, so that nobody is writing there.
    func clearLeftovers() {
        BackupFile.removeDatabase(unpacked)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for file in [settings, authorityKey, authorityCertificate, serverKey, serverCertificate] {
            let beginning = URL(filePath: file).lastPathComponent + "."
            for name in names
            where name.hasPrefix(beginning) && name.hasSuffix(DurableFile.temporaryEnding) {
                // What is not there any more need not be removed.
                try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        }
    }

    /// Checks that the folder is initialized and closed to others.
    /// - Throws: `data-missing` or `data-unsafe`.
    func check() throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: path), !manager.isExecutableFile(atPath: path) {
            throw AggregatorError(
                .fileUnreadable, "cannot enter the folder \(path): permission denied",
                hint: "run the command as the user who owns the data folder")
        }
        guard isInitialized else {
            throw AggregatorError(
                .dataMissing, "there is no aggregator in \(path)",
                hint: "make one with `survey-aggregator init`, or name its folder with --data")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            throw AggregatorError(
                .dataUnsafe, "others can enter the folder \(path)",
                hint: "run `chmod 700 \(path)`; it holds the authority's key")
        }
        // SQLite would take an empty file for a new database, and everything would seem to be gone.
        let size = try? FileManager.default.attributesOfItem(atPath: store)[.size] as? NSNumber
        guard let size, size.intValue > 0 else {
            throw AggregatorError(
                .dataDamaged,
                "the store \(store) is \(size == nil ? "missing" : "empty"), though the folder is "
                    + "initialized",
                hint: "put the file back, or bring a backup back with `survey-aggregator restore`; "
                    + "agents then send again what is missing")
        }
    }
}

import Foundation

/// The lock of a data folder: whoever holds it may write the store.
///
/// A `flock`, so a process that dies gives it back.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or returns nil when another process holds it.
    /// - Throws: `fileUnwritable` when the lock's file cannot be made.
    init?(path: String) throws {
        // Unsafe because C functions take the path as a pointer; it lives through the call.
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Self.failure(path, DurableFile.reason())
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    private static func failure(_ path: String, _ reason: String) -> AggregatorError {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let owner = DataFolder.owner(of: folder) ?? "who owns the data folder"
        guard let other = DataFolder.owner(of: path) else {
            return AggregatorError(
                .fileUnwritable, "cannot make \(path): \(reason)",
                hint: "run the command as the user \(owner), whose the data folder is")
        }
        let mending = other == owner ? "" : ", and give the file back: `chown \(owner) \(path)`"
        return AggregatorError(
            .fileUnwritable, "cannot open \(path), which belongs to \(other): \(reason)",
            hint: "run the command as the user \(owner), whose the data folder is" + mending)
    }

    deinit {
        close(descriptor)
    }
}

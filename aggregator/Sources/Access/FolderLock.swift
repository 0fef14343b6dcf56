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
            throw AggregatorError(
                .fileUnwritable, "cannot open \(path)",
                hint: "run the command as the user who owns the data folder")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit {
        close(descriptor)
    }
}

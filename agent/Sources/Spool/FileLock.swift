/// A lock that the system holds for an open file; it ends with the process at the latest.
final class FileLock: DiskLock {
    private let file: FileDescriptor

    init(_ file: FileDescriptor) {
        self.file = file
    }
}

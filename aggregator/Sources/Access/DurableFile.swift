import Foundation

/// Files that must survive a power cut and that nobody else may read.
enum DurableFile {
    /// Writes a file with mode 0600: beside its place, synced, renamed, its folder synced.
    /// - Throws: `file-unwritable` naming the file.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        try write(to: path) { try $0.write(contentsOf: Data(bytes)) }
    }

    /// The same of bytes that come a piece at a time.
    static func write(to path: String, _ pieces: (FileHandle) throws -> Void) throws {
        let temporary = temporary(path)
        // O_EXCL, so that nothing that lies there already is followed or reused. Unsafe because
        // C functions take the path as a pointer; it lives through the call.
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try pieces(handle)
            try handle.synchronize()
            try handle.close()
            try move(temporary, to: path)
        } catch {
            let fault = error as? AggregatorError ?? failure(path)
            // Nobody comes back to the half of a file, nor to a whole one without its place.
            try? FileManager.default.removeItem(atPath: temporary)
            throw fault
        }
    }

    /// A name beside a file that is this write's alone: nothing of anybody else's is there, and
    /// two that write the same file at the same time are not in each other's way.
    static func temporary(_ path: String) -> String {
        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        return "\(path).\(number)\(temporaryEnding)"
    }

    /// What those names end with.
    static let temporaryEnding = ".new"

    /// Writes into what lies at a path and stays there: a pipe, a terminal, an open file.
    /// - Throws: `file-unwritable` naming it.
    static func write(into path: String, _ pieces: (FileHandle) throws -> Void) throws {
        // At the end, so that a file to which output was directed loses nothing. Unsafe because C
        // functions take the path as a pointer; it lives through the call.
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try pieces(handle)
            try handle.close()
        } catch {
            throw error as? AggregatorError ?? failure(path)
        }
    }

    /// Gives a file that is on the disk another name in the same folder, durably.
    /// - Throws: `file-unwritable` naming the file.
    static func move(_ path: String, to target: String) throws {
        // Unsafe because C functions take the paths as pointers; they live through the call.
        guard unsafe rename(path, target) == 0 else { throw failure(target) }
        try syncFolder(URL(filePath: target).deletingLastPathComponent().path)
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws {
        // Unsafe because C functions take the path as a pointer; it lives through the call.
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// The bytes of a file that a person named.
    /// - Throws: `file-unreadable` naming the file, also when it is larger than `bytesMaximum`.
    static func read(_ path: String, bytesMaximum: Int) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw AggregatorError(
                .fileUnreadable, "cannot read \(path): \(reason())",
                hint: "check the name and the permissions of the file")
        }
        let data: Data
        do {
            data = try handle.read(upToCount: bytesMaximum + 1) ?? Data()
        } catch {
            throw AggregatorError(
                .fileUnreadable, "cannot read \(path): it is not a readable file",
                hint: "name a file, not a folder")
        }
        guard data.count <= bytesMaximum else {
            throw AggregatorError(
                .fileUnreadable, "\(path) is larger than \(bytesMaximum) bytes",
                hint: "check that this is the right file")
        }
        return Array(data)
    }

    private static func failure(_ path: String) -> AggregatorError {
        AggregatorError(
            .fileUnwritable, "cannot write \(path): \(reason())",
            hint: "check free space and permissions of the folder")
    }

    /// Why the last call of the system failed, in its words.
    static func reason() -> String {
        // Unsafe because strerror returns a C string that the library owns; it is copied at once.
        unsafe String(cString: strerror(errno))
    }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The owner of one open file: closed once, at the latest when the value goes away.
final class FileDescriptor {
    #if os(Linux)
        // O_NOATIME, which the headers hide; the same on x86-64 and ARM.
        private static let withoutMark: Int32 = 0o1_000_000
    #else
        private static let withoutMark: Int32 = 0
    #endif

    /// The system's number; -1 when it is closed.
    private(set) var number: Int32

    /// Opens or makes a file for this user alone; never inherited by other programs.
    init(opening path: String, flags: Int32, named name: String) throws(DiskFault) {
        repeat {
            // Unsafe because open() reads a C string that lives during the call.
            number = unsafe open(path, flags | O_CLOEXEC, 0o600)
        } while number < 0 && errno == EINTR
        guard number >= 0 else {
            throw DiskFault(errno: errno, "cannot be opened", path: name)
        }
    }

    /// Opens a file in a folder for reading alone.
    ///
    /// Reading by itself leaves no mark: Linux would write down the time of it for every file.
    init(reading name: String, in folder: FileDescriptor, named path: String) throws(DiskFault) {
        var number: Int32
        // Whatever lies in a file's place, opening it must not wait for anybody.
        var flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | Self.withoutMark
        repeat {
            // Unsafe because openat() reads a C string that lives during the call.
            number = unsafe openat(folder.number, name, flags)
            // Only the owner of a file may leave no mark.
            let isOthers = number < 0 && errno == EPERM && flags & Self.withoutMark != 0
            if isOthers { flags &= ~Self.withoutMark }
            if !isOthers, number >= 0 || errno != EINTR { break }
        } while true
        self.number = number
        guard number >= 0 else {
            throw DiskFault(errno: errno, "cannot be opened", path: path)
        }
    }

    deinit {
        // A file that was written was closed before, with its result looked at.
        if number >= 0 { _ = Self.closeNumber(number) }
    }

    /// All bytes from the present place to the end.
    ///
    /// - Parameter bytesMaximum: what is longer is refused when one byte more has been read.
    func readAll(
        named name: String, bytesMaximum: Int = .max
    ) throws(DiskFault) -> [UInt8] {
        var bytes: [UInt8] = []
        // A response fits into a small chunk; a longer file is read in larger ones.
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            if bytes.count == chunk.count { chunk = [UInt8](repeating: 0, count: 65_536) }
            // Unsafe because read() fills the buffer, whose size it is given.
            let count = unsafe chunk.withUnsafeMutableBytes {
                unsafe Self.readInto(number, $0.baseAddress, $0.count)
            }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw DiskFault(errno: errno, "cannot be read", path: name)
            }
            guard count <= bytesMaximum - bytes.count else {
                throw DiskFault(
                    kind: .failed, path: name,
                    detail: "has more than \(bytesMaximum) bytes; check that it is the right file")
            }
            bytes += chunk[..<count]
        }
    }

    /// Reads as many bytes as there are, at most as many as fit.
    func readOnce(into chunk: inout [UInt8], named name: String) throws(DiskFault) -> Int {
        while true {
            // Unsafe because read() fills the buffer, whose size it is given.
            let count = unsafe chunk.withUnsafeMutableBytes {
                unsafe Self.readInto(number, $0.baseAddress, $0.count)
            }
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw DiskFault(errno: errno, "cannot be read", path: name)
            }
        }
    }

    /// Whether it is a file, and no folder or pipe in a file's place.
    var isFile: Bool {
        var status = stat()
        // Unsafe because fstat() fills the one structure it is given.
        return unsafe fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The last byte; nil when the file is empty.
    func lastByte(named name: String) throws(DiskFault) -> UInt8? {
        guard lseek(number, 0, SEEK_END) > 0 else { return nil }
        var byte: [UInt8] = [0]
        guard lseek(number, -1, SEEK_END) >= 0 else {
            throw DiskFault(errno: errno, "cannot be read", path: name)
        }
        return try readOnce(into: &byte, named: name) == 1 ? byte[0] : nil
    }

    /// Writes all bytes.
    func write(_ bytes: [UInt8], named name: String) throws(DiskFault) {
        var written = 0
        while written < bytes.count {
            // Unsafe because write() reads from the buffer, whose size it is given.
            let count = unsafe bytes[written...].withUnsafeBytes {
                unsafe Self.writeFrom(number, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw DiskFault(errno: errno, "cannot be written", path: name)
            }
            written += count
        }
    }

    /// Asks the disk to begin writing without waiting, so that many files are written together.
    func startWriting() {
        #if os(Linux)
            // Linux writes out what it may then forget. A hint only: `sync` is what counts.
            _ = posix_fadvise(number, 0, 0, POSIX_FADV_DONTNEED)
        #endif
    }

    /// Waits until the bytes are on the disk. After a failure the descriptor is of no further use:
    /// the system may have dropped the bytes and would report success the next time.
    func sync(named name: String) throws(DiskFault) {
        guard fsync(number) == 0 else {
            throw DiskFault(errno: errno, "cannot be brought to the disk", path: name)
        }
    }

    /// Closes the file and reports what the system says of it.
    func close(named name: String) throws(DiskFault) {
        let result = Self.closeNumber(number)
        number = -1
        guard result == 0 || errno == EINTR else {
            throw DiskFault(errno: errno, "cannot be closed", path: name)
        }
    }

    /// Takes the lock of this file if nobody has it; it ends when the file is closed.
    func lock(named name: String) throws(DiskFault) -> Bool {
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK || errno == EINTR { return false }
            throw DiskFault(errno: errno, "cannot be locked", path: name)
        }
        return true
    }

    private static func closeNumber(_ number: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(number)
        #else
            Darwin.close(number)
        #endif
    }

    // Both unsafe because they hand a buffer's address to C; their callers give the right size.
    @unsafe private static func readInto(
        _ number: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int
    ) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.read(number, target, count)  // because of the pointer, see above
        #else
            unsafe Darwin.read(number, target, count)  // because of the pointer, see above
        #endif
    }

    // Unsafe because it hands a buffer's address to C.
    @unsafe private static func writeFrom(
        _ number: Int32, _ source: UnsafeRawPointer?, _ count: Int
    ) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(number, source, count)  // because of the pointer, see above
        #else
            unsafe Darwin.write(number, source, count)  // because of the pointer, see above
        #endif
    }
}

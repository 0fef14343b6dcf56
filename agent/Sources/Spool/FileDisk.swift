#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The real disk: temporary file beside its place, written, synced, renamed, folder synced.
///
/// Temporary files are named `.new-<process>-<number>`; one that is left over was never promised
/// to anybody. Several files are written together: all are handed to the disk first and then
/// synced, each by itself, so that they share the file system's own commits and flushes.
struct FileDisk: Disk {
    /// What the names of temporary files begin with.
    static let temporaryPrefix = ".new-"
    /// Files that are open at the same time.
    private static let filesOpenMaximum = 256
    /// Bytes that are read of a file at once; most have fewer.
    private static let chunkBytes = 65_536
    /// What a file takes on the disk beside its own bytes: the rest of a block, its name.
    private static let fileBytesBeside = 4_096

    private let home: String

    /// The disk below a folder, which may not exist yet.
    init(home: String) {
        self.home = home
    }

    func read(_ path: String) throws(DiskFault) -> [UInt8] {
        let file = try FileDescriptor(
            opening: place(path), flags: O_RDONLY | O_NONBLOCK, named: path)
        return file.isFile ? try file.readAll(named: path) : []
    }

    func read(
        _ names: [String], in folder: String, _ take: (ArraySlice<UInt8>) -> Bool
    ) throws(DiskFault) {
        let parent = try FileDescriptor(
            opening: place(folder), flags: O_RDONLY | O_DIRECTORY, named: folder)
        var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
        for name in names {
            let isWanted: Bool
            do throws(DiskFault) {
                let file = try FileDescriptor(reading: name, in: parent, named: name)
                let count = try file.readOnce(into: &chunk, named: name)
                let isWhole = count < chunk.count
                isWanted = take(
                    isWhole ? chunk[..<count] : try chunk[...] + file.readAll(named: name))
            } catch {
                throw error.located("\(folder)/\(name)")
            }
            guard isWanted else { return }
        }
    }

    func lastByte(of path: String) throws(DiskFault) -> UInt8? {
        let file = try FileDescriptor(opening: place(path), flags: O_RDONLY, named: path)
        return try file.lastByte(named: path)
    }

    func list(_ folder: String) throws(DiskFault) -> [String] {
        // Unsafe because readdir's entries are C structures; each name is copied at once.
        guard let stream = unsafe opendir(place(folder)) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw fault("cannot be listed", folder)
        }
        defer { unsafe closedir(stream) }  // because the stream is this call's own
        var names: [String] = []
        while true {
            errno = 0
            // Because the entry is valid until the next call.
            guard let entry = unsafe readdir(stream) else { break }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                // Because the name ends with a zero byte within the entry.
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw fault("cannot be listed", folder) }
        return names.sorted()
    }

    func makeFolder(_ folder: String) throws(DiskFault) {
        if isFolder(place(folder)) { return }
        var path = ""
        var made: [String] = []
        for name in place(folder).split(separator: "/", omittingEmptySubsequences: false) {
            path += path.isEmpty && name.isEmpty ? "/" : "\(name)/"
            guard path != "/", path != "./" else { continue }
            // Unsafe because mkdir() reads a C string that lives during the call.
            let result = unsafe mkdir(path, 0o700)
            let number = errno
            if result == 0 {
                made.append(path)
            } else if !isFolder(path) {
                throw DiskFault(errno: number, "cannot be made", path: path)
            }
        }
        for path in made { try sync(folder: parent(of: String(path.dropLast()))) }
    }

    func place(_ files: [DiskFile]) throws(DiskFault) {
        let needed = files.reduce(0) { $0 + $1.bytes.count + Self.fileBytesBeside }
        try checkRoom(needed, for: files.first?.path ?? "")
        var start = 0
        while start < files.count {
            let end = min(start + Self.filesOpenMaximum, files.count)
            do throws(DiskFault) {
                try placeTogether(Array(files[start..<end]))
            } catch {
                throw error.naming(bytesNeeded: needed, bytesFree: freeBytes())
            }
            start = end
        }
        for folder in Set(files.map { parent(of: place($0.path)) }) { try sync(folder: folder) }
    }

    func move(_ moves: [DiskMove]) throws(DiskFault) {
        var folders = OpenFolders()
        for move in moves where move.source != move.target {
            let (source, target) = (place(move.source), place(move.target))
            do throws(DiskFault) {
                let (from, name) = try folders.open(source, named: move.source)
                let (to, newName) = try folders.open(target, named: move.target)
                // Unsafe because renameat() reads two C strings that live during the call.
                guard unsafe renameat(from.number, name, to.number, newName) == 0 else {
                    throw fault("cannot be moved", move.source)
                }
            } catch {
                guard error.kind == .missing, !exists(source) else { throw error }
            }
        }
        try folders.sync()
    }

    func append(_ bytes: [UInt8], to path: String) throws(DiskFault) {
        let isNew = !exists(place(path))
        try checkRoom(bytes.count, for: path)
        let file = try FileDescriptor(
            opening: place(path), flags: O_WRONLY | O_APPEND | O_CREAT, named: path)
        do throws(DiskFault) {
            try file.write(bytes, named: path)
            try file.sync(named: path)
        } catch {
            throw error.naming(bytesNeeded: bytes.count, bytesFree: freeBytes())
        }
        try file.close(named: path)
        if isNew { try sync(folder: parent(of: place(path))) }
    }

    func remove(_ paths: [String]) throws(DiskFault) {
        var folders: Set<String> = []
        for path in paths {
            // Unsafe because unlink() reads a C string that lives during the call.
            guard unsafe unlink(place(path)) == 0 else {
                if errno == ENOENT { continue }
                throw fault("cannot be removed", path)
            }
            folders.insert(parent(of: place(path)))
        }
        for folder in folders { try sync(folder: folder) }
    }

    func removeEmpty(_ folders: [String]) throws(DiskFault) {
        var parents: Set<String> = []
        for folder in folders {
            // Unsafe because rmdir() reads a C string that lives during the call.
            guard unsafe rmdir(place(folder)) == 0 else {
                if [ENOENT, ENOTDIR, ENOTEMPTY, EEXIST].contains(errno) { continue }
                throw fault("cannot be removed", folder)
            }
            parents.insert(parent(of: place(folder)))
        }
        for folder in parents { try sync(folder: folder) }
    }

    func lock(_ path: String) throws(DiskFault) -> (any DiskLock)? {
        let file = try FileDescriptor(
            opening: place(path), flags: O_RDWR | O_CREAT, named: path)
        return try file.lock(named: path) ? FileLock(file) : nil
    }

    func freeBytes() -> Int? {
        var room = statvfs()
        // Unsafe because statvfs() reads a C string and fills the one structure it is given.
        guard unsafe statvfs(home, &room) == 0 else { return nil }
        let (bytes, isOver) = UInt64(room.f_bavail).multipliedReportingOverflow(
            by: UInt64(room.f_frsize))
        return isOver ? nil : Int(exactly: bytes)
    }

    /// Refuses before anything is touched when there is plainly too little room.
    private func checkRoom(_ bytesNeeded: Int, for path: String) throws(DiskFault) {
        guard let free = freeBytes(), free < bytesNeeded else { return }
        throw DiskFault(kind: .full, path: path, detail: "the disk is full")
            .naming(bytesNeeded: bytesNeeded, bytesFree: free)
    }

    /// Writes, syncs and renames a group of files; the caller syncs the folders.
    private func placeTogether(_ files: [DiskFile]) throws(DiskFault) {
        var open: [FileDescriptor] = []
        var temporary: [String] = []
        open.reserveCapacity(files.count)
        do throws(DiskFault) {
            for file in files {
                let path = parent(of: place(file.path)) + "/" + TemporaryName.next()
                let flags = O_WRONLY | O_CREAT | O_EXCL
                let descriptor = try FileDescriptor(opening: path, flags: flags, named: file.path)
                temporary.append(path)
                open.append(descriptor)
                try descriptor.write(file.bytes, named: file.path)
            }
            for descriptor in open { descriptor.startWriting() }
            try FileDescriptor.sync(open, named: files.map(\.path))
            for (file, descriptor) in zip(files, open) {
                try descriptor.close(named: file.path)
            }
            for (file, source) in zip(files, temporary) {
                // Unsafe because rename() reads two C strings that live during the call.
                guard unsafe rename(source, place(file.path)) == 0 else {
                    throw fault("cannot be put in its place", file.path)
                }
            }
        } catch {
            // Because unlink() reads a C string; a file that was renamed is no longer there.
            for path in temporary { _ = unsafe unlink(path) }
            throw error
        }
    }

    private func sync(folder: String) throws(DiskFault) {
        let named = shown(folder)
        let descriptor = try FileDescriptor(
            opening: folder, flags: O_RDONLY | O_DIRECTORY, named: named)
        try descriptor.sync(named: named)
    }

    private func exists(_ path: String) -> Bool {
        // Unsafe because access() reads a C string that lives during the call.
        unsafe access(path, F_OK) == 0
    }

    private func isFolder(_ path: String) -> Bool { exists(path + "/.") }

    private func place(_ path: String) -> String { path.isEmpty ? home : "\(home)/\(path)" }

    private func parent(of path: String) -> String {
        // By bytes: a round may have many thousands of files.
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func shown(_ path: String) -> String {
        path.hasPrefix(home + "/") ? String(path.dropFirst(home.count + 1)) : path
    }

    private func fault(_ what: String, _ path: String) -> DiskFault {
        DiskFault(errno: errno, what, path: path.isEmpty ? home : path)
    }
}

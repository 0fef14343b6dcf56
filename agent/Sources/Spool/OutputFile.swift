#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file that a person names, to be written anywhere on the computer: links are followed.
enum OutputFile {
    /// What lies at a path.
    enum Kind: Equatable {
        case nothing, file, folder, pipe, device, disk, circle, other
    }

    /// How the bytes get there.
    enum Way: Equatable {
        /// Beside its place, synced and renamed: a file is old or new, never half.
        case replaced
        /// Into what is there, which stays what it is: a pipe, a terminal, `/dev/stdout`.
        case into
        /// Not at all; what lies there.
        case refused(String)
    }

    private static let linksMaximum = 40

    /// Writes the bytes; a whole file is durable when it returns.
    /// - Throws: `file-unwritable` when what lies there is not to be written.
    static func write(_ bytes: [UInt8], to name: String) throws(DiskFault) {
        let (path, isCircle) = follow(name)
        let kind = isCircle ? Kind.circle : kind(path)
        switch way(kind, isDescriptor: isDescriptor(path)) {
        case .replaced:
            let (folder, file) = split(path)
            try FileDisk(home: folder).place([DiskFile(path: file, bytes: bytes)])
        case .into:
            // At the end, so that a file to which output was directed loses nothing.
            let file = try FileDescriptor(
                opening: path, flags: O_WRONLY | O_APPEND | O_NOCTTY, named: name)
            try file.write(bytes, named: name)
            try file.close(named: name)
        case .refused(let what):
            throw DiskFault(kind: .unwritable, path: name, detail: "it is \(what)")
        }
    }

    /// The rule: files are replaced, what passes bytes on is written into, the rest is refused.
    /// - Parameter isDescriptor: whether the path names what a program has open.
    static func way(_ kind: Kind, isDescriptor: Bool) -> Way {
        switch kind {
        case .nothing: .replaced
        // What a program has open stays the same file: others write to it, too.
        case .file: isDescriptor ? .into : .replaced
        case .pipe, .device: .into
        case .folder: .refused("a folder")
        case .disk: .refused("a disk")
        case .circle: .refused("a link that leads in a circle")
        case .other: .refused("not a file")
        }
    }

    /// What a path names once its links are followed, also when nothing is there yet.
    private static func follow(_ name: String) -> (path: String, isCircle: Bool) {
        var path = name
        for _ in 0..<linksMaximum {
            guard !isDescriptor(path), let target = target(path) else { return (path, false) }
            path = target.hasPrefix("/") ? target : split(path).folder + "/" + target
        }
        return (path, true)
    }

    /// Whether a path names what the program has open, as `/dev/stdout` does.
    private static func isDescriptor(_ path: String) -> Bool {
        path.hasPrefix("/proc/") || path.hasPrefix("/dev/fd/")
    }

    private static func target(_ path: String) -> String? {
        var text = [CChar](repeating: 0, count: Int(PATH_MAX))
        // Unsafe because readlink() reads a C string and fills an array whose size it is given.
        let count = unsafe readlink(path, &text, text.count)
        guard count > 0 else { return nil }
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func kind(_ path: String) -> Kind {
        var status = stat()
        // Unsafe because stat() reads a C string and fills the one structure it is given.
        guard unsafe stat(path, &status) == 0 else {
            // A folder that is missing or closed is told by whoever writes there.
            return .nothing
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFIFO: return .pipe
        case S_IFCHR: return .device
        case S_IFBLK: return .disk
        default: return .other
        }
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.index(after: slash)...]))
    }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Folders that are kept open while files are moved, so that many in them are found by their own
/// names alone.
struct OpenFolders {
    /// Folders that are open at the same time.
    private static let openMaximum = 64

    private var folders: [String: FileDescriptor] = [:]
    /// The two folders used last, in which the next file mostly is.
    private var recent: [(path: String, folder: FileDescriptor)] = []

    /// The folder of a file, and the file's name in it.
    ///
    /// - Parameters:
    ///   - path: the file's place, with a slash.
    ///   - name: what a fault calls it.
    mutating func open(
        _ path: String, named name: String
    ) throws(DiskFault) -> (folder: FileDescriptor, name: String) {
        // By bytes: a round may have many thousands of files.
        let bytes = path.utf8
        let slash = bytes.lastIndex(of: 0x2F) ?? bytes.startIndex
        let (parent, last) = (path[..<slash], String(path[bytes.index(after: slash)...]))
        if let known = recent.first(where: { $0.path == parent }) { return (known.folder, last) }
        let folder = try folder(String(parent), named: name)
        recent = recent.suffix(1) + [(String(parent), folder)]
        return (folder, last)
    }

    /// Waits until what happened to the files in them is on the disk.
    func sync() throws(DiskFault) {
        for (path, folder) in folders { try folder.sync(named: path) }
    }

    private mutating func folder(
        _ path: String, named name: String
    ) throws(DiskFault) -> FileDescriptor {
        if let folder = folders[path] { return folder }
        if folders.count == Self.openMaximum {
            // What happened to the files has to be on the disk before a folder is closed.
            try sync()
            folders = [:]
        }
        let folder = try FileDescriptor(
            opening: path, flags: O_RDONLY | O_DIRECTORY, named: name)
        folders[path] = folder
        return folder
    }
}

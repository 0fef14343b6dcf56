/// A file that a person names, to be written anywhere on the computer.
enum OutputFile {
    /// Writes the bytes as a whole file; durable when it returns.
    static func write(_ bytes: [UInt8], to path: String) throws(DiskFault) {
        let (folder, name) = split(path)
        try FileDisk(home: folder).place([DiskFile(path: name, bytes: bytes)])
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.index(after: slash)...]))
    }
}

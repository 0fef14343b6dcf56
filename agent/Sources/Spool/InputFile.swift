import SurveyProtocol

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file that a person names, anywhere on the computer.
enum InputFile {
    /// Bytes of a file that is read: a hand-over file, the largest, has no more.
    static let bytesMaximum = Limits.handOverBytesMaximum

    /// The bytes of a file; `-` is the input.
    static func read(_ path: String) throws(DiskFault) -> [UInt8] {
        let source = path == "-" ? "/dev/stdin" : path
        let file = try FileDescriptor(opening: source, flags: O_RDONLY, named: path)
        return try file.readAll(named: path, bytesMaximum: bytesMaximum)
    }

    /// The name without folders.
    static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

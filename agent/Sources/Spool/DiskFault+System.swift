#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension DiskFault {
    /// The fault for a number of the system's error table.
    init(errno number: Int32, _ what: String, path: String) {
        let kind: Kind =
            switch number {
            case ENOENT: .missing
            case ENOSPC, EDQUOT: .full
            case EACCES, EPERM, EROFS: .denied
            default: .failed
            }
        // Unsafe because strerror() returns a C string of the system, copied at once.
        let text = unsafe strerror(number).map { unsafe String(cString: $0) }
        self.init(kind: kind, path: path, detail: "\(what): \(text ?? "error \(number)")")
    }
}

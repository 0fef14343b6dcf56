import Foundation

extension ControlSocket {
    /// Calls the body with the socket's address in a folder; nil when it does not fit into one.
    ///
    /// An address holds about a hundred bytes, less than many paths have. Linux can name the
    /// folder by an open descriptor instead, which always fits.
    static func withAddress<Value>(
        folder: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value? {
        // Unsafe because C functions take the path as a pointer; it lives through the call.
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        #if os(Linux)
            let path = "/proc/self/fd/\(descriptor)/\(DataFolder.controlName)"
        #else
            let path = folder + "/" + DataFolder.controlName
        #endif
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < capacity else { return nil }
        // Unsafe because the path is a fixed C array, here written as raw bytes within its size.
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        // Unsafe because socket calls take the address as another C structure of the same bytes.
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, length)
            }
        }
    }
}

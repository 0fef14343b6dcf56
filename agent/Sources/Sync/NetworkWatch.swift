#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Notices that a link, address or route of this computer changed (Linux: netlink).
///
/// Elsewhere there is none, and the next try comes when its time is over.
final class NetworkWatch {
    /// Becomes readable when something changed.
    let descriptor: Int32

    #if os(Linux)
        /// The kernel's groups: links, addresses and routes of both internet protocols.
        private static let groups: UInt32 = 0x1 | 0x10 | 0x40 | 0x100 | 0x400

        /// A watch; nil where the system does not offer it.
        init?() {
            let type = Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            descriptor = socket(AF_NETLINK, type | Int32(SOCK_NONBLOCK.rawValue), 0)
            guard descriptor >= 0 else { return nil }
            // The C structure sockaddr_nl, 12 bytes: family and padding, process, groups.
            let address: [UInt32] = [UInt32(AF_NETLINK).familyWord, 0, Self.groups]
            // Unsafe because bind() reads the structure through a pointer to its bytes.
            let result = unsafe address.withUnsafeBytes { bytes in
                // Because the first bytes of every socket address are its family.
                let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
                return unsafe bind(descriptor, start, 12)  // because it reads 12 bytes
            }
            guard result == 0 else {
                _ = close(descriptor)
                return nil
            }
        }
    #else
        /// No watch on this system.
        init?() {
            return nil
        }
    #endif

    /// A watch over a socket that somebody else opened; it closes it.
    init(socket: Int32) {
        descriptor = socket
    }

    deinit {
        _ = close(descriptor)
    }

    /// Reads away what has arrived; whether there was anything.
    func drain() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 8_192)
        var found = false
        while true {
            // Unsafe because recv() fills the buffer, whose size it is given.
            let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 || (count < 0 && errno == ENOBUFS) {
                found = true
            } else {
                return found
            }
        }
    }
}

extension UInt32 {
    /// A 16-bit family and 16 zero bits in memory order.
    fileprivate var familyWord: UInt32 {
        UInt16(truncatingIfNeeded: self).littleEndian == UInt16(truncatingIfNeeded: self)
            ? self : self << 16
    }
}

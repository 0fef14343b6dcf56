import Foundation
import NIOCore

/// Texts that are IP addresses.
enum IPAddress {
    /// The 4 or 16 bytes of an address in network order, or nil when the text is a name.
    static func bytes(_ text: String) -> [UInt8]? {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4(let value):
            // Unsafe because the C structure is read as raw bytes; it lives through the closure.
            return unsafe withUnsafeBytes(of: value.address.sin_addr) { unsafe Array($0) }
        case .v6(let value):
            // Unsafe because the C structure is read as raw bytes; it lives through the closure.
            return unsafe withUnsafeBytes(of: value.address.sin6_addr) { unsafe Array($0) }
        case .unixDomainSocket: return nil
        }
    }
}

import Foundation

/// A TCP socket of the loopback interface, blocking, closed when it goes away.
final class LoopbackSocket: Sendable {
    let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Listens on a free port.
    static func listening() throws -> LoopbackSocket {
        let made = try make()
        // Unsafe because C takes the address as a pointer; it lives through the closure.
        let status = unsafe withAddress(port: 0) { unsafe bind(made.descriptor, $0, $1) }
        guard status == 0, listen(made.descriptor, 16) == 0 else {
            throw CocoaError(.fileReadUnknown)
        }
        return made
    }

    /// Connects to a port; nil when nobody listens there.
    static func connected(to port: Int) -> LoopbackSocket? {
        guard let made = try? make() else { return nil }
        // Unsafe because C takes the address as a pointer; it lives through the closure.
        let status = unsafe withAddress(port: port) {
            unsafe Foundation.connect(made.descriptor, $0, $1)
        }
        return status == 0 ? made : nil
    }

    /// The next connection, or nil once the socket was shut.
    func accepted() -> LoopbackSocket? {
        let accepted = accept(descriptor, nil, nil)
        return accepted >= 0 ? LoopbackSocket(accepted) : nil
    }

    /// The port it is bound to.
    var port: Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // Unsafe because C writes the address through a pointer of another type; it is as large.
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// What arrives next; empty at the end.
    func receive() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        // Unsafe because C writes through the pointer; it lives through the closure.
        let count = unsafe bytes.withUnsafeMutableBytes {
            unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        return count > 0 ? Array(bytes.prefix(count)) : []
    }

    /// Sends all bytes; false when the other side is gone.
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            // Unsafe because C reads through the pointer; it lives through the closure.
            let count = unsafe bytes[sent...].withUnsafeBytes {
                unsafe Foundation.send(descriptor, $0.baseAddress, $0.count, Self.noSignal)
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Ends both directions and wakes whoever waits.
    func shut() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private static func make() throws -> LoopbackSocket {
        #if os(Linux)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        return LoopbackSocket(descriptor)
    }

    private static func withAddress(
        port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        // Unsafe because C takes every kind of address through one pointer type.
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    #if os(Linux)
        private static let noSignal = Int32(MSG_NOSIGNAL)
    #else
        private static let noSignal: Int32 = 0
    #endif
}

import Foundation

/// A connection between two processes of one data folder, through a socket inside it.
///
/// The folder is closed to everybody else (mode 0700), so whoever can connect may administer.
/// A message is its length in eight bytes, big-endian, and JSON.
struct ControlSocket: ~Copyable {
    /// Bytes of one message at most.
    private static let messageBytesMaximum = 1_073_741_824
    /// How long a command waits for its answer at most.
    static let answerMaximum = Duration.seconds(600)
    /// How long the service waits for a command to arrive, or for its answer to be taken, at most.
    static let commandMaximum = Duration.seconds(10)

    private static let pauseMicroseconds: UInt32 = 100_000

    private let descriptor: Int32
    /// What the connections of a listening socket may take for a message.
    private let limit: Duration

    private init(descriptor: Int32, limit: Duration) {
        self.descriptor = descriptor
        self.limit = limit
    }

    deinit {
        close(descriptor)
    }

    /// Connects to the process that has the folder open; nil when nobody answers.
    /// - Parameter limit: how long each message may take.
    static func connect(
        folder: String, limit: Duration = answerMaximum
    ) -> ControlSocket? {
        guard let socket = try? make(limit: limit) else { return nil }
        limitTime(socket.descriptor, limit)
        let descriptor = socket.descriptor
        // Unsafe because the address is a C structure; it lives through the closure.
        let isConnected = unsafe withAddress(folder: folder) { address, length in
            unsafe Foundation.connect(descriptor, address, length) == 0
        }
        guard isConnected == true else { return nil }
        return consume socket
    }

    /// Listens in the folder, in place of whatever a dead process left there.
    /// - Parameter limit: how long each message of a connection may take; the wait for
    ///   connections itself has no limit.
    static func listen(
        folder: String, limit: Duration = commandMaximum
    ) throws -> ControlSocket {
        try? FileManager.default.removeItem(atPath: folder + "/" + DataFolder.controlName)
        let socket = try make(limit: limit)
        let descriptor = socket.descriptor
        // Unsafe because the address is a C structure; it lives through the closure.
        let isBound = unsafe withAddress(folder: folder) { address, length in
            unsafe bind(descriptor, address, length) == 0
        }
        guard isBound == true, Foundation.listen(descriptor, 16) == 0 else {
            throw failure("cannot listen for commands in \(folder)")
        }
        return socket
    }

    /// The next connection, or nil after `stop()`.
    func accept() -> ControlSocket? {
        while true {
            let accepted = Foundation.accept(descriptor, nil, nil)
            if accepted >= 0 {
                Self.limitTime(accepted, limit)
                return ControlSocket(descriptor: accepted, limit: limit)
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            // Too much is open at this moment; the command waits until something is closed.
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(Self.pauseMicroseconds)
            default: return nil
            }
        }
    }

    /// The account of the operating system that runs the process at the other end.
    var peerAccount: String {
        #if os(Linux)
            // Process, account and group: three numbers, a structure that Swift does not import.
            var peer: (process: Int32, account: UInt32, group: UInt32) = (0, 0, 0)
            var size = socklen_t(MemoryLayout<(Int32, UInt32, UInt32)>.size)
            // Unsafe because the C call writes the structure; it lives through the call.
            let result = unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size)
            return result == 0 ? SystemAccount.name(of: peer.account) : "unknown"
        #else
            // The folder is closed to other accounts.
            return SystemAccount.current
        #endif
    }

    /// Makes a waiting `accept()` return.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Sends one message.
    func send(_ message: some Encodable) throws {
        let body = Array(try JSONEncoder().encode(message))
        let length = (0..<8).map { UInt8(truncatingIfNeeded: body.count >> (56 - $0 * 8)) }
        try write(length + body)
    }

    /// Receives one message.
    func receive<Message: Decodable>(_ type: Message.Type) throws -> Message {
        let length = try read(8).reduce(0) { $0 << 8 | Int($1) }
        guard (0...Self.messageBytesMaximum).contains(length) else {
            throw Self.failure("a command is larger than \(Self.messageBytesMaximum) bytes")
        }
        return try JSONDecoder().decode(type, from: Data(read(length)))
    }

    private func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            // Unsafe because the C call reads from the pointer; it lives through the closure.
            let count = unsafe bytes[sent...].withUnsafeBytes {
                unsafe Foundation.send(descriptor, $0.baseAddress, $0.count, Self.noSignal)
            }
            guard count > 0 else { throw Self.failure("the other process went away") }
            sent += count
        }
    }

    private func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < count {
            let wanted = min(chunk.count, count - bytes.count)
            // Unsafe because the C call writes to the pointer; it lives through the closure.
            let received = unsafe chunk.withUnsafeMutableBytes {
                unsafe recv(descriptor, $0.baseAddress, wanted, 0)
            }
            guard received > 0 else { throw Self.failure("the other process went away") }
            bytes += chunk[..<received]
        }
        return bytes
    }

    private static func make(limit: Duration) throws -> ControlSocket {
        #if os(Linux)
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        #else
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw failure("cannot make a socket") }
        return ControlSocket(descriptor: descriptor, limit: limit)
    }

    private static func limitTime(_ descriptor: Int32, _ limit: Duration) {
        let (seconds, attoseconds) = limit.components
        var time = timeval(
            tv_sec: Int(seconds), tv_usec: .init(attoseconds / 1_000_000_000_000))
        let size = socklen_t(MemoryLayout<timeval>.size)
        // Unsafe because the C call reads the structure; it lives through the call.
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    private static func failure(_ reason: String) -> AggregatorError {
        AggregatorError(
            .controlFailed, reason, hint: "run the command as the user who runs the service")
    }

    #if os(Linux)
        private static let noSignal = Int32(MSG_NOSIGNAL)
    #else
        private static let noSignal: Int32 = 0
    #endif
}

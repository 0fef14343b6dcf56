import Synchronization
import Testing

@testable import AgentTesting
@testable import SurveyAgent

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The implementations of waiting.
enum PauseKind: String, CaseIterable, Sendable {
    case memory
    case real
}

/// A pause of one kind with the clock that it belongs to, and what can end its waits.
struct PauseBench {
    let pause: any Pause
    let clock: any DeviceClock
    /// Makes the next wait end because the network changed.
    let changeNetwork: () -> Void
    /// Asks the program to end.
    let stop: () -> Void

    init(_ kind: PauseKind) throws {
        switch kind {
        case .memory:
            let clock = SimulatedClock()
            let pause = SimulatedPause(clock: clock)
            self.pause = pause
            self.clock = clock
            changeNetwork = { pause.reasons.append(.networkChanged) }
            stop = { pause.reasons.append(.stopped) }
        case .real:
            let (network, changes) = try Self.sockets()
            let (stopping, stops) = try Self.sockets()
            let flag = SocketFlag(reader: stopping, writer: stops)
            let writer = SocketFlag(reader: -1, writer: changes)
            pause = SystemPause(
                watch: NetworkWatch(socket: network),
                stop: StopFlag(isRaised: { flag.isRaised }, descriptor: { flag.reader }))
            clock = SystemClock()
            changeNetwork = { writer.raise() }
            stop = { flag.raise() }
        }
    }

    /// The two ends of a new pair of sockets.
    private static func sockets() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            let type = Int32(SOCK_STREAM.rawValue)
        #else
            let type = SOCK_STREAM
        #endif
        // Unsafe because socketpair() fills an array of two descriptors, which it is.
        try #require(unsafe socketpair(AF_UNIX, type, 0, &ends) == 0)
        return (ends[0], ends[1])
    }
}

/// Something that happened, and a socket that says so.
private final class SocketFlag: Sendable {
    let reader: Int32
    private let writer: Int32
    private let raised = Atomic<Bool>(false)

    init(reader: Int32, writer: Int32) {
        (self.reader, self.writer) = (reader, writer)
    }

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() {
        raised.store(true, ordering: .relaxed)
        var byte: UInt8 = 1
        // Unsafe because send() reads one byte from the variable's address.
        _ = unsafe send(writer, &byte, 1, 0)
    }

    deinit {
        for end in [reader, writer] where end >= 0 { close(end) }
    }
}

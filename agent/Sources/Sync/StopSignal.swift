internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Whether the program was asked to end (SIGTERM, SIGINT), and a descriptor that says so to poll.
///
/// Everything on disk is complete at every moment, so ending is only a matter of not beginning
/// anything new; a request under way is cut, and its responses are sent again some other time.
enum StopSignal {
    private static let raised = Atomic<Bool>(false)
    private static let writer = Atomic<Int32>(-1)
    private static let reader = Atomic<Int32>(-1)

    /// Whether the program was asked to end.
    static var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Becomes readable when the program is asked to end; -1 before `install`.
    static var descriptor: Int32 { reader.load(ordering: .relaxed) }

    /// Makes SIGTERM and SIGINT end the program in its own time.
    static func install() {
        var ends: [Int32] = [-1, -1]
        // Unsafe because pipe() fills an array of two descriptors, which it is.
        guard unsafe pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        reader.store(ends[0], ordering: .relaxed)
        writer.store(ends[1], ordering: .relaxed)
        for signal in [SIGTERM, SIGINT] { listen(signal) }
        unblock([SIGTERM, SIGINT])
    }

    /// Lets signals through that whoever started the program had blocked, which is inherited.
    private static func unblock(_ numbers: [Int32]) {
        // Unsafe because the functions fill and read the one set they are given.
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        for number in numbers { _ = unsafe sigaddset(&signals, number) }
        _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)  // because it only reads the set
    }

    private static func listen(_ number: Int32) {
        // The handler only stores an atomic and writes a byte, both allowed in a signal.
        _ = signal(number) { _ in StopSignal.raise() }
    }

    private static func raise() {
        raised.store(true, ordering: .relaxed)
        var byte: UInt8 = 1
        // Unsafe because write() reads one byte from the variable's address.
        _ = unsafe write(writer.load(ordering: .relaxed), &byte, 1)
    }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Waits with poll(), which a stop signal and, on Linux, a change of the network end early.
struct SystemPause: Pause {
    private let watch: NetworkWatch?
    private let stop: StopFlag

    /// A pause that also notices the network, when `watch` is given.
    init(watch: NetworkWatch? = nil, stop: StopFlag = .signals) {
        self.watch = watch
        self.stop = stop
    }

    func wait(seconds: Double) -> WakeReason {
        guard !stop.isRaised() else { return .stopped }
        var descriptors: [pollfd] = []
        for number in [stop.descriptor(), watch?.descriptor ?? -1] {
            descriptors.append(pollfd(fd: number, events: Int16(POLLIN), revents: 0))
        }
        let milliseconds = Int32(min(max(0, seconds), 86_400) * 1_000)
        // Unsafe because poll() fills in the array, whose length it is given.
        _ = unsafe poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        if stop.isRaised() { return .stopped }
        if descriptors[1].revents != 0, let watch, watch.drain() { return .networkChanged }
        return .elapsed
    }

    /// Waits a tenth of a second, for a lock that another process will let go of soon.
    static func tenthOfSecond() {
        _ = poll(nil, 0, 100)
    }
}

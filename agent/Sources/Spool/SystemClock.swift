#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The operating system's clock.
struct SystemClock: DeviceClock {
    var milliseconds: Int64 {
        var now = timespec()
        // Unsafe because clock_gettime() fills the one structure it is given.
        guard unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 else { return 0 }
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }
}

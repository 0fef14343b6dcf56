/// How long to wait before the next try: exponential with full jitter, from 1 second to 15 minutes.
struct Backoff: Hashable, Sendable {
    /// The shortest wait in seconds.
    static let secondsMinimum = 1.0
    /// The longest wait in seconds, unless the server asks for more.
    static let secondsMaximum = 900.0
    /// The longest wait that a server can ask for, in seconds.
    static let askedSecondsMaximum = 3_600.0

    /// Tries that failed since the last success.
    private(set) var failures = 0

    /// Counts a failure and says how long to wait.
    ///
    /// - Parameters:
    ///   - random: 64 random bits.
    ///   - retryAfterSeconds: what the server asked for; the wait is never shorter.
    mutating func failed(random: UInt64, retryAfterSeconds: Double?) -> Double {
        failures += 1
        let ceiling = min(Self.secondsMaximum, Double(1 << min(failures, 10)))
        let share = Double(random >> 11) / Double(1 << 53)
        let jittered = Self.secondsMinimum + (ceiling - Self.secondsMinimum) * share
        guard let asked = retryAfterSeconds else { return jittered }
        // A little later than asked, so that not every agent comes back at once.
        return min(asked, Self.askedSecondsMaximum) + share * Self.secondsMinimum
    }

    /// A request was answered, or the network came back.
    mutating func reset() {
        failures = 0
    }
}

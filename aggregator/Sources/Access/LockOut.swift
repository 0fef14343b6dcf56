/// When attempts to sign in are no longer looked at, after too many wrong ones.
enum LockOut {
    /// Wrong attempts in a row that cost nothing but time.
    static let failuresFree = 5
    /// Seconds of the first lock; each further wrong attempt doubles them.
    static let secondsFirst: Int64 = 60
    /// Seconds of a lock at most, so that nobody can lock a person out for long.
    static let secondsMaximum: Int64 = 900

    /// Until when no attempt is looked at after a number of wrong ones; nil when the next one is.
    static func end(failures: Int, at now: Timestamp) -> Timestamp? {
        guard failures >= failuresFree else { return nil }
        let doublings = min(failures - failuresFree, 16)
        return now.adding(seconds: min(secondsFirst << Int64(doublings), secondsMaximum))
    }

    /// Whether an attempt at a moment is not looked at.
    static func isLocked(until end: Timestamp?, at now: Timestamp) -> Bool {
        end.map { now < $0 } ?? false
    }
}

import Synchronization

/// What was found when the spool was cleared at the beginning of a sync.
final class FoundWaiting: Sendable {
    private let cleared = Mutex(Spool.Cleared())

    /// Keeps what was found.
    func keep(_ found: Spool.Cleared) { cleared.withLock { $0 = found } }

    /// Forgets what waited: it may be out of date, and has to be listed again.
    func forget() { cleared.withLock { $0.waiting = [:] } }

    /// What waited in a round; nil when that is not known.
    func entries(_ round: String) -> [SpoolEntry]? { cleared.withLock { $0.waiting[round] } }

    /// How many files went to quarantine because the agent did not make them.
    var strange: Int { cleared.withLock(\.strange) }
}

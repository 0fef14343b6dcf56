import Synchronization

/// What waited when the spool was cleared at the beginning of a sync, so that it is not listed a
/// second time; it is forgotten once it may be out of date.
final class FoundWaiting: Sendable {
    private let waiting = Mutex<[String: [SpoolEntry]]>([:])

    /// Keeps what was found, by round.
    func keep(_ found: [String: [SpoolEntry]]) { waiting.withLock { $0 = found } }

    /// Forgets it.
    func forget() { keep([:]) }

    /// What waited in a round; nil when that is not known.
    func entries(_ round: String) -> [SpoolEntry]? { waiting.withLock { $0[round] } }
}

/// A step of a sync, for showing.
enum SyncProgress: Sendable {
    /// A round's questionnaire is here.
    case fetched(round: String)
    /// So many responses are to be sent.
    case loaded(Int)
    /// So many more have their verdict.
    case sent(Int)
    /// It waits before the next try, because of a fault.
    case waiting(seconds: Double, TransportFault)
}

/// A step of a sync, for showing.
enum SyncProgress: Sendable {
    /// The server answered and is the right one.
    case greeted
    /// A round's questionnaire is here.
    case fetched(round: String)
    /// So many responses are to be sent.
    case loaded(Int)
    /// So many more have their verdict.
    case sent(Int)
    /// It waits before the next try, because of a fault; of a question beside the sending, which
    /// goes on without it, when `isBeside`.
    case waiting(seconds: Double, TransportFault, isBeside: Bool)
}

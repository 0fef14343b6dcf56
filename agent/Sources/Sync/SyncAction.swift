import SurveyProtocol

/// What the sync does next.
enum SyncAction: Hashable, Sendable {
    /// Greet the server and check that it is the right one.
    case greet
    /// Ask which rounds there are.
    case fetchRounds
    /// Fetch the questionnaire of a round.
    case fetchQuestionnaire(RoundSummary)
    /// Look at what is in the spool.
    case load
    /// Send responses of one round; fewer of them when they do not fit.
    case send(round: String, [SpoolEntry])
    /// Set a response aside that the server can never take.
    case setAside(Ruling)
    /// Wait, then go on; the reason is for showing.
    case wait(seconds: Double, TransportFault)
    /// Nothing more to do; the fault says why it ended early.
    case finish(TransportFault?)
}

import SurveyProtocol

/// What the sync does next.
enum SyncAction: Hashable, Sendable {
    /// Greet the server and check that it is the right one.
    case greet
    /// Get the next certificate, long before the present one expires.
    case renew
    /// Ask which rounds there are.
    case fetchRounds
    /// Fetch the questionnaire of a round.
    case fetchQuestionnaire(RoundSummary)
    /// Ask which responses of a round were given back.
    case fetchReturns(round: String)
    /// Look at what is in the spool; everything that was sent is compared when `comparesAll`.
    case load(comparesAll: Bool)
    /// Ask what the centre has of responses of one round.
    case compare(round: String, [SpoolEntry])
    /// Remember that everything was compared with this epoch of the server's store.
    case keepEpoch(Int)
    /// Send responses of one round; fewer of them when they do not fit.
    case send(round: String, [SpoolEntry])
    /// Set a response aside that the server can never take.
    case setAside(Ruling)
    /// Ask for the published figures of a round.
    case fetchResults(round: String)
    /// Tell the centre how this agent is.
    case report
    /// Wait, then go on; the reason is for showing.
    case wait(seconds: Double, TransportFault)
    /// Nothing more to do; the fault says why it ended early.
    case finish(TransportFault?)

    /// Whether it may be done before what is filed on the side is on the disk: it touches other
    /// files, or none.
    var goesOnBesideFiling: Bool {
        switch self {
        case .greet, .fetchRounds, .send: true
        case .renew, .fetchQuestionnaire, .fetchReturns, .load, .compare,
            .keepEpoch, .setAside, .fetchResults, .report, .wait, .finish:
            false
        }
    }
}

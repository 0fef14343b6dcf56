import SurveyProtocol

/// What came of an action.
enum SyncEvent: Hashable, Sendable {
    /// The server is the right one.
    case greeted(Greeting)
    /// The next certificate is on the disk.
    case renewed
    /// The rounds are known; some lack their questionnaire, some have been sent to, and the
    /// results of some may be published.
    case roundsFetched(needing: [RoundSummary], sentTo: [String], released: [String])
    /// A questionnaire was fetched and kept.
    case questionnaireFetched
    /// So many responses were given back and are marked so.
    case returnsFetched(Int)
    /// What waits in the spool, in the order of sending, and what the centre is asked about.
    case loaded(waiting: [SpoolEntry], compared: [SpoolEntry])
    /// The centre said what it has, and this is filed.
    case compared(Comparison)
    /// The epoch is remembered.
    case epochKept
    /// A request was answered with verdicts, and these are filed.
    case answered(BatchAnswer)
    /// A response is set aside.
    case wasSetAside
    /// The published figures of a round are kept, or there are none.
    case resultsFetched
    /// The centre knows how this agent is.
    case reported
    /// A request had no usable answer.
    case failed(TransportFault)
    /// A wait is over.
    case waited(WakeReason)
}

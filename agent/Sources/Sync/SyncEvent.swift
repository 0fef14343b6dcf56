import SurveyProtocol

/// What came of an action.
enum SyncEvent: Hashable, Sendable {
    /// The server is the right one and takes this much.
    case greeted(Hello.Announced)
    /// The rounds are known; these lack their questionnaire.
    case roundsFetched(needing: [RoundSummary])
    /// A questionnaire was fetched and kept.
    case questionnaireFetched
    /// What waits in the spool, in the order of sending.
    case loaded([SpoolEntry])
    /// A request was answered with verdicts, and these are filed.
    case answered(BatchAnswer)
    /// A response is set aside.
    case wasSetAside
    /// A request had no usable answer.
    case failed(TransportFault)
    /// A wait is over.
    case waited(WakeReason)
}

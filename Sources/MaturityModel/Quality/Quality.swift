/// How far the results can be trusted.
public struct Quality: Sendable, Equatable {
    /// By node, then set (units left out).
    public let dontKnow: [DontKnowShare]
    /// By category, over all respondents.
    public let reliability: [Reliability]
    /// By category, then organization.
    public let agreement: [Agreement]
    /// Of the root.
    public let intraclass: IntraclassCorrelation
    /// By set (units left out).
    public let straightLined: [StraightLined]
    /// Answers that were dropped because their item was not relevant.
    public let droppedAnswers: Int
}

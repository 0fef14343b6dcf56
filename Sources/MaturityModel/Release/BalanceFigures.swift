/// How a set of respondents balances innovation and efficiency.
public struct BalanceFigures: Sendable, Equatable {
    /// The respondents.
    public let set: RespondentSet
    /// The mean score of items tagged `innovation`; nil when hidden or without a score.
    public let innovation: Double?
    /// The mean score of items tagged `efficiency`; nil when hidden or without a score.
    public let efficiency: Double?
    /// 100 − |innovation − efficiency|, when both are known.
    public let balance: Double?
    /// The tag with the higher mean; nil when they are equal or one is not known.
    public let leads: String?
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

/// How the mean of a node changed for a set of respondents, on the items both rounds share.
public struct TrendChange: Sendable, Equatable {
    /// The id of the node.
    public let node: String
    /// The respondents.
    public let set: RespondentSet
    /// The mean in the earlier round.
    public let earlier: Double?
    /// The mean in the later round.
    public let later: Double?
    /// Later minus earlier.
    public let change: Double?
    /// Welch's 95 % interval of the change: respondents are the units of an organization or
    /// unit, organizations those of an aggregate.
    public let ci95: Interval?
    /// Whether the node's items are not the same in both rounds, so that its series is broken.
    public let isBroken: Bool
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

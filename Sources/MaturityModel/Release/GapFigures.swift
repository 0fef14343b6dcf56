/// The difference between the means of two kinds of organizations.
public struct GapFigures: Sendable, Equatable {
    /// The id of the node.
    public let node: String
    /// The kind whose mean is subtracted from: companies, where there are any.
    public let kind: String
    /// The kind whose mean is subtracted: departments, where there are any.
    public let minus: String
    /// The difference between the means by organization; nil when hidden or one has none.
    public let difference: Double?
    /// Welch's 95 % interval with organizations as units.
    public let ci95: Interval?
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

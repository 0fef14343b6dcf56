/// How much of the variance lies between organizations; in protected results between those that
/// are shown, when they are enough.
public struct IntraclassCorrelation: Sendable, Equatable {
    /// The id of the node, the root.
    public let node: String
    /// Organizations with a score, of those that are shown.
    public let organizations: Int?
    /// ICC(1): the share of variance that lies between organizations.
    public let icc1: Double?
    /// ICC(2): how reliable the organizations' means are.
    public let icc2: Double?
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

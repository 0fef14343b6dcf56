/// A cell as its audience may see it.
public struct ReleasedCell: Sendable, Equatable {
    /// The id of the node.
    public let node: String
    /// The respondents.
    public let set: RespondentSet
    /// Why it is hidden, or nil when it is shown.
    public let hidden: HiddenReason?
    /// Its figures; nil exactly when it is hidden.
    public let figures: Cell?
}

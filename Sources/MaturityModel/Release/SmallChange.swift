/// A shown cell that changed by too few respondents for a new snapshot to be published.
public struct SmallChange: Sendable, Hashable {
    /// The id of the node or item.
    public let row: String
    /// The respondents.
    public let set: RespondentSet
}

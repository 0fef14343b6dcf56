/// An item's figures as their audience may see them.
public struct ReleasedItem: Sendable, Equatable {
    /// The id of the item.
    public let item: String
    /// The respondents.
    public let set: RespondentSet
    /// Why it is hidden, or nil when it is shown.
    public let hidden: HiddenReason?
    /// Its figures; nil exactly when it is hidden.
    public let figures: ItemFigures?
}

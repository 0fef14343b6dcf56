/// How well the items of a category hang together.
public struct Reliability: Sendable, Equatable {
    /// Complete cases below which α is not given.
    public static let casesMinimum = 30

    /// The id of the category.
    public let node: String
    /// How many items it has.
    public let items: Int
    /// Respondents with a score for every item; nil when hidden.
    public let n: Int?
    /// Cronbach's α; nil when hidden, for fewer than 30 cases or 2 items, or without variance.
    public let alpha: Double?
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

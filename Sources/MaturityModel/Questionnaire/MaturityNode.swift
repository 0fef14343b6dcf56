/// A node of the questionnaire's tree: the root, a dimension, a category, a capability.
public struct MaturityNode: Sendable, Hashable {
    /// Unique in the questionnaire and stable from version to version.
    public let id: String
    /// The heading.
    public let title: LocalizedText
    /// One or two sentences of explanation, if any.
    public let description: LocalizedText?
    /// The weight in its parent, above 0.
    public let weight: Double
    /// How its parts become its score.
    public let combine: Combination
    /// The share of its applicable weight that must have a score, 0 to 1.
    public let minimumValidShare: Double
    /// The index of its parent in `Questionnaire.nodes`, or nil for the root.
    public let parent: Int?
    /// Steps down from the root, which is 0.
    public let level: Int
    /// Indices of its child nodes in `Questionnaire.nodes`; empty when it has items.
    public internal(set) var children: [Int]
    /// Indices in `Questionnaire.items` of every item at or below it.
    public internal(set) var items: Range<Int>

    /// Whether its parts are items instead of nodes.
    public var isLeaf: Bool { children.isEmpty }
}

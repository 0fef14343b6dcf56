/// The type of a set of respondents, and its bottleneck.
public struct TypeFigures: Sendable, Equatable {
    /// The respondents.
    public let set: RespondentSet
    /// The type by the first two dimensions; nil when hidden or one has no mean.
    public let type: MaturityType?
    /// The lowest category; nil when a category is hidden or has no mean.
    public let bottleneck: Bottleneck?
    /// Why the type is hidden, or nil.
    public let hidden: HiddenReason?
}

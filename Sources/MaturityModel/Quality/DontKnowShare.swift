/// How much of what was answered below a node was *don't know*.
public struct DontKnowShare: Sendable, Equatable {
    /// The id of the node.
    public let node: String
    /// The respondents.
    public let set: RespondentSet
    /// *Don't know* answers per answer given, 0 to 1; nil when hidden or nothing was answered.
    public let share: Double?
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

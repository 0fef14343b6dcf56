/// How many responses gave the same answer throughout; flagged, never left out.
public struct StraightLined: Sendable, Equatable {
    /// The respondents.
    public let set: RespondentSet
    /// Responses with the same step of the scale for each of at least ten answers.
    public let count: Int?
    /// Responses in all.
    public let responses: Int?
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

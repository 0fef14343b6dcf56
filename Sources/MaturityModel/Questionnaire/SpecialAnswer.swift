/// What an option can mean instead of a value.
public enum SpecialAnswer: String, Sendable, Hashable, CaseIterable {
    /// The respondent does not know.
    case dontKnow = "dont-know"
    /// The item does not apply to the respondent's organization.
    case notApplicable = "not-applicable"
    /// The respondent does not want to answer.
    case refused
}

/// Why a cell shows no figures.
public enum HiddenReason: String, Sendable, Hashable, CaseIterable {
    /// Fewer respondents than the round's minimum.
    case tooFewRespondents = "too-few-respondents"
    /// Fewer contributing organizations than the round's minimum.
    case tooFewOrganizations = "too-few-organizations"
    /// Showing it would let a reader compute another hidden cell.
    case complementary
}

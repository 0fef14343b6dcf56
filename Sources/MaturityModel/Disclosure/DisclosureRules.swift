/// Which rules of disclosure control apply; all of them, except where a test shows what a rule
/// is for by leaving it out.
struct DisclosureRules: Sendable {
    /// Cells with fewer respondents are hidden.
    let respondents: Int
    /// Aggregates with fewer contributing organizations are hidden.
    let organizations: Int
    /// Rule 2: hide more cells until nothing can be had by subtraction within a cut.
    var complementary = true
    /// Rule 3: hide more aggregates until nothing can be had by combining cuts.
    var audit = true
    /// Give figures that weigh organizations by known sizes, or show their spread, only where
    /// no contributing organization is hidden.
    var withholding = true

    init(_ settings: RoundSettings) {
        respondents = settings.minimumRespondents
        organizations = settings.minimumOrganizations
    }
}

/// How well the respondents of an organization agree on the items of a category.
public struct Agreement: Sendable, Equatable {
    /// The id of the category.
    public let node: String
    /// The id of the organization.
    public let organization: String
    /// r*wg*(j), 0 to 1; nil when hidden or when no item has two valid answers.
    public let rwg: Double?
    /// Why it is hidden, or nil.
    public let hidden: HiddenReason?
}

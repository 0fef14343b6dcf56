/// The means of an aggregate by the weight each contributing organization has.
public struct Weightings: Sendable, Equatable {
    /// Every organization weighs 1; the headline.
    public let byOrganization: Double
    /// An organization weighs as much as it has respondents: the mean of all of them.
    public let byRespondent: Double
    /// An organization weighs as much as it invited; nil if a contributor's number is unknown.
    public let byInvited: Double?
    /// An organization weighs as much as it employs; nil if a contributor's number is unknown.
    public let byEmployees: Double?
}

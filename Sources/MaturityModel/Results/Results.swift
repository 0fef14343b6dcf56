/// The full and unprotected results of a round, a function of its inputs alone.
///
/// They hold exact counts and moments; every figure that people see is computed from them by
/// `DisclosureGate`, which is the only way to get one out.
public struct Results: Sendable, Equatable {
    /// The version of the rules by which figures follow from the inputs.
    public static let rulesVersion = "1"

    /// The instrument.
    public let questionnaire: Questionnaire
    /// The organizations.
    public let roster: Roster
    /// The settings of the round.
    public let settings: RoundSettings

    /// By organization, in the order of the roster.
    let organizations: [OrganizationFigures]
    /// By category, over all respondents.
    let reliability: [ReliabilitySums]

    /// How many responses there are in all.
    public var responses: Int { organizations.reduce(0) { $0 + $1.responses } }

    /// How many answers were dropped because their item was not relevant.
    public var droppedAnswers: Int { organizations.reduce(0) { $0 + $1.droppedAnswers } }
}

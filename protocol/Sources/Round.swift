/// Whether several people of an organization answer, or one agreed answer is given.
public enum RoundMode: String, Codable, CaseIterable, Sendable {
    /// Several respondents per organization; their figures are protected.
    case respondents
    /// One agreed answer per organization; results are attributable by design.
    case joint
}

/// Where a round is in its life.
public enum RoundState: String, Codable, CaseIterable, Sendable {
    /// Prepared; agents do not see it.
    case draft
    /// Responses are taken.
    case open
    /// Responses that arrive are quarantined.
    case closed
}

/// A round as its organizations see it.
public struct RoundSummary: Codable, Hashable, Sendable {
    /// The round's id.
    public let id: String
    /// Where it is in its life.
    public let state: RoundState
    /// Who answers.
    public let mode: RoundMode
    /// When it opens, RFC 3339 in UTC, if planned.
    public let opens: String?
    /// When it closes, RFC 3339 in UTC, if planned.
    public let closes: String?
    /// The digest of the questionnaire's canonical form.
    public let questionnaire: Digest
    /// How many respondents the organization invited, if known.
    public let invited: Int?

    /// A round of an organization.
    public init(
        id: String, state: RoundState, mode: RoundMode, dates: (opens: String?, closes: String?),
        questionnaire: Digest
    ) {
        self.init(
            id: id, state: state, mode: mode, dates: dates, frozen: (questionnaire, nil))
    }

    /// A round of an organization with what the frozen roster says of it.
    public init(
        id: String, state: RoundState, mode: RoundMode, dates: (opens: String?, closes: String?),
        frozen: (questionnaire: Digest, invited: Int?)
    ) {
        self.id = id
        self.state = state
        self.mode = mode
        opens = dates.opens
        closes = dates.closes
        questionnaire = frozen.questionnaire
        invited = frozen.invited
    }
}

/// The rounds that an agent's organization takes part in.
public struct RoundList: Codable, Hashable, Sendable {
    /// Ordered by id.
    public let rounds: [RoundSummary]

    /// A list of rounds.
    public init(rounds: [RoundSummary]) {
        self.rounds = rounds
    }
}

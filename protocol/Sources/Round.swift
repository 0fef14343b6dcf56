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
    /// No more responses are asked for; those that arrive are treated by the round's rule.
    case closed
    /// Results have been released; responses that arrive are quarantined.
    case published
    /// The measurement is over: agents may remove what they sent, once they have made sure that
    /// the centre has it.
    case archived

    /// Whether no more responses are asked for.
    public var isOver: Bool { self != .draft && self != .open }

    /// Whether results that were published are to be seen.
    public var isReleased: Bool { self == .published || self == .archived }

    /// A state from its word. One that a later version adds comes after closing, as all of them
    /// do here, so it is taken as `closed`: nothing is asked for and nothing is removed.
    public init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        self = RoundState(rawValue: word) ?? .closed
    }
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
    /// What the roster calls the organization, if the centre says so.
    public var organizationName: String?
    /// Which kind of organization the roster says that it is, if the centre says so.
    public var organizationKind: String?

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

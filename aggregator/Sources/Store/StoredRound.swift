import SurveyProtocol

/// A round as the store keeps it.
struct StoredRound: Equatable, Sendable {
    /// The store's key.
    let key: Int64
    /// The round's id.
    let id: String
    /// Where it is in its life.
    let state: RoundState
    /// Who answers.
    let mode: RoundMode
    /// When it opens, if planned.
    let opens: Timestamp?
    /// When it closes, if planned.
    let closes: Timestamp?
    /// The digest of the frozen questionnaire.
    let questionnaire: Digest
    /// The digest of the frozen roster.
    let roster: Digest
    /// Cells with fewer respondents are hidden.
    let minimumRespondents: Int
    /// Aggregates of fewer organizations are hidden.
    let minimumOrganizations: Int

    /// Whether responses are taken at a moment, and if not, why.
    func admission(at now: Timestamp) -> Admission {
        if state == .draft { return .notYet }
        if let opens, now < opens { return .notYet }
        if state == .closed { return .late }
        if let closes, now >= closes { return .late }
        return .open
    }

    /// How a response that arrives is treated.
    enum Admission: Equatable, Sendable {
        /// The round takes responses.
        case open
        /// The round has not begun: the agent tries again later.
        case notYet
        /// The round is over: responses are quarantined.
        case late
    }

    /// The round as an organization sees it.
    func summary(invited: Int?) -> RoundSummary {
        RoundSummary(
            id: id, state: state, mode: mode, dates: (opens?.text, closes?.text),
            frozen: (questionnaire, invited))
    }
}

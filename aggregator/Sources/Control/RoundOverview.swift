import SurveyProtocol

/// A round as it is shown to those who administer.
struct RoundOverview: Encodable, Equatable, Sendable {
    /// The round's id.
    let id: String
    /// Where it is in its life.
    let state: RoundState
    /// Who answers.
    let mode: SurveyProtocol.RoundMode
    /// When it opens, RFC 3339, if planned.
    let opens: String?
    /// When it closes, RFC 3339, if planned.
    let closes: String?
    /// What becomes of responses that arrive after closing.
    let late: LateRule
    /// How many organizations are on its roster.
    let organizations: Int
    /// The digest of the frozen questionnaire.
    let questionnaire: String
    /// The digest of the roster.
    let roster: String
    /// How many times the roster has been written.
    let rosterVersion: Int
    /// Cells with fewer respondents are hidden.
    let minimumRespondents: Int
    /// Aggregates of fewer organizations are hidden.
    let minimumOrganizations: Int

    /// Whether its roster can be corrected as the round is.
    var takesCorrections: Bool { state.takesCorrections }

    /// Whether it is still open though its closing time has passed.
    func isPastClosing(at now: Timestamp) -> Bool {
        guard state == .open, let closes = closes.flatMap({ Timestamp($0) }) else { return false }
        return now >= closes
    }

    /// A stored round as it is shown.
    init(_ round: StoredRound, organizations: Int) {
        id = round.id
        state = round.state
        mode = round.mode
        opens = round.opens?.text
        closes = round.closes?.text
        late = round.late
        self.organizations = organizations
        questionnaire = round.questionnaire.description
        roster = round.roster.description
        rosterVersion = round.rosterVersion
        minimumRespondents = round.minimumRespondents
        minimumOrganizations = round.minimumOrganizations
    }
}

/// When a round opens and closes, and for whom otherwise.
struct RoundDatesOverview: Encodable, Equatable, Sendable {
    /// When it opens, RFC 3339, if planned.
    let opens: String?
    /// When it closes, RFC 3339, if planned.
    let closes: String?
    /// The dates of organizations that have their own, by id.
    let organizations: [String: DatesDraft]
}

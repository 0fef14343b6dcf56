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

    /// What becomes of responses that arrive after closing and before results are released.
    let late: LateRule
    /// How many times the roster has been written: 1 until it is corrected.
    let rosterVersion: Int

    /// Whether its published snapshots are to be seen: not after they were withdrawn.
    var isReleased: Bool { state.isReleased }

    /// Whether an organization's responses are taken at a moment, and if not, why.
    /// - Parameter own: the organization's own dates, which come before the round's.
    func admission(at now: Timestamp, own: RoundDates = RoundDates()) -> Admission {
        let afterClosing: Admission = late == .accept ? .open : .late
        switch state {
        case .draft: return .notYet
        case .published, .archived: return .late
        case .closed: return afterClosing
        case .open:
            if let opens = own.opens ?? opens, now < opens { return .notYet }
            return isPastClosing(at: now, own: own) ? afterClosing : .open
        }
    }

    /// Whether it is still open though its closing time has passed; only a person closes it.
    /// - Parameter own: the organization's own dates, which come before the round's.
    func isPastClosing(at now: Timestamp, own: RoundDates = RoundDates()) -> Bool {
        guard state == .open, let closes = own.closes ?? closes else { return false }
        return now >= closes
    }

    /// Where it is in its life, for people.
    func standing(at now: Timestamp) -> String {
        isPastClosing(at: now) ? "open, past its closing time" : state.rawValue
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
    func summary(invited: Int?, own: RoundDates = RoundDates()) -> RoundSummary {
        RoundSummary(
            id: id, state: state, mode: mode,
            dates: ((own.opens ?? opens)?.text, (own.closes ?? closes)?.text),
            frozen: (questionnaire, invited))
    }
}

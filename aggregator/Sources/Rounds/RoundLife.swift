import SurveyProtocol

/// The steps of a round's life: draft, open, closed, published, archived.
///
/// Forward one step at a time; back where nothing is lost by it. Archiving is for good, because
/// agents then remove what they sent.
enum RoundLife {
    /// What a step depends on.
    struct Facts: Equatable, Sendable {
        /// Whether a response is stored or quarantined.
        var hasResponses = false
        /// Quarantined responses that nobody has decided about.
        var undecided = 0
        /// Snapshots that were published.
        var publications = 0
        /// When the round closes, if planned.
        var closes: Timestamp?
    }

    /// Why a step cannot be taken, and what to do.
    struct Objection: Equatable, Sendable {
        /// Why.
        let reason: String
        /// What to do.
        let hint: String
    }

    /// Why a round cannot go from one state to another; nil when it can.
    static func objection(
        from state: RoundState, to next: RoundState, _ facts: Facts, at now: Timestamp
    ) -> Objection? {
        switch (state, next) {
        case (.draft, .open), (.closed, .open): opening(facts, at: now)
        case (.open, .draft): drafting(facts)
        case (.closed, .published): publishing(facts)
        case (.open, .closed), (.published, .closed), (.published, .archived): nil
        default: unknown(from: state, to: next)
        }
    }

    private static func opening(_ facts: Facts, at now: Timestamp) -> Objection? {
        guard let closes = facts.closes, closes <= now else { return nil }
        return Objection(
            reason: "its closing time \(closes.text) has passed",
            hint: "set a later one with `survey-aggregator round dates`")
    }

    private static func drafting(_ facts: Facts) -> Objection? {
        guard facts.hasResponses else { return nil }
        return Objection(
            reason: "responses have come in",
            hint: "close the round instead, and create another")
    }

    private static func publishing(_ facts: Facts) -> Objection? {
        if facts.publications == 0 {
            return Objection(
                reason: "none of its snapshots is published",
                hint: "publish one with `survey-aggregator publish`")
        }
        guard facts.undecided > 0 else { return nil }
        let waiting =
            facts.undecided == 1
            ? "1 quarantined response waits" : "\(facts.undecided) quarantined responses wait"
        return Objection(
            reason: "\(waiting) for a decision",
            hint: "see them with `survey-aggregator quarantine list`, accept or reject each")
    }

    private static func unknown(from state: RoundState, to next: RoundState) -> Objection {
        let hint =
            switch state {
            case .draft: "it can be opened"
            case .open: "it can be closed, or made a draft again while nothing has come in"
            case .closed: "it can be opened again, or published"
            case .published: "it can be withdrawn, which makes it closed again, or archived"
            case .archived: "nothing can be changed in an archived round"
            }
        return Objection(reason: "from there it is no step to \(next.rawValue)", hint: hint)
    }
}

extension RoundState {
    /// Whether the roster of a round can be corrected while the round is so.
    var takesCorrections: Bool { [.draft, .open, .closed].contains(self) }
}

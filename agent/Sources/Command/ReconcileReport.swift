import SurveyProtocol

/// The output of `reconcile --json`.
struct ReconcileReport: Codable, Hashable, Sendable {
    /// A response that is not at the centre, or does not count there.
    struct Matter: Codable, Hashable, Sendable {
        /// `waiting`, `held`, `returned`, `refused`, or `damaged` when its file was altered here.
        let state: String
        /// The file's name when it is damaged, else id and revision.
        let response: String
        let problem: ReportedProblem?
    }

    let round: String
    /// Whether the centre has every response that was sealed here.
    let isComplete: Bool
    /// Responses that the centre has and that count; one with several revisions once.
    let responses: Int
    /// Revisions of responses that the centre was asked about.
    let asked: Int
    /// Those that it has and that count.
    let stored: Int
    /// Those that it lacked; they were sent again.
    let missing: Int
    /// Questions that it did not answer.
    let unanswered: Int
    /// What is not at the centre, or does not count there.
    let matters: [Matter]

    /// What a comparison and the sending after it came to.
    init(_ round: String, _ outcome: SyncRun.Outcome, _ spool: Spool) throws {
        let comparisons = outcome.comparisons.filter { $0.asked.first?.round == round }
        self.round = round
        asked = comparisons.reduce(0) { $0 + $1.asked.count }
        missing = comparisons.reduce(0) { $0 + $1.missing.count }
        unanswered = comparisons.reduce(0) { $0 + $1.unanswered }
        let acknowledged = SealedCount(try spool.entries(round, .acknowledged))
        (stored, responses) = (acknowledged.revisions, acknowledged.responses)
        var matters: [Matter] = []
        var isComplete =
            unanswered == 0 && outcome.shortcoming == nil
            && outcome.skipped[round] == nil
        for state in [SpoolState.waiting, .held, .returned, .refused] {
            for entry in try spool.entries(round, state) {
                let problem = try spool.problem(of: entry)
                matters.append(
                    Matter(state: state.rawValue, response: entry.stem, problem: problem))
                // Held, returned and rejected ones are kept at the centre.
                let isThere =
                    state == .held || state == .returned
                    || problem?.code == ProblemCode.responseRejected.rawValue
                if !isThere { isComplete = false }
            }
        }
        for name in try spool.damaged(round) {
            matters.append(Matter(state: "damaged", response: name, problem: nil))
            isComplete = false
        }
        self.matters = matters
        self.isComplete = isComplete
    }
}

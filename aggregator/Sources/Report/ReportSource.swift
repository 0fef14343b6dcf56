import MaturityModel
import SurveyProtocol

/// What a report is made from: released results and nothing that did not pass disclosure control.
struct ReportSource: Sendable {
    /// A snapshot that is compared with.
    struct Earlier: Sendable {
        let released: ReleasedResults
        let derived = ReportDerived()
        let header: ResultsHeader
    }

    /// The results.
    let released: ReleasedResults
    /// What follows from them.
    let derived: ReportDerived
    /// Which snapshot they come from.
    let header: ResultsHeader
    /// Fewer respondents than this are hidden.
    let minimumRespondents: Int
    /// Aggregates of fewer organizations than this are hidden.
    let minimumOrganizations: Int
    /// Whether each organization gave one agreed answer.
    let isJoint: Bool
    /// Whether the snapshot is published now, and not withdrawn.
    let isPublished: Bool
    /// Whether the snapshot was published and its round's results have not been out yet.
    var isHeldBack = false
    /// When the snapshot was made, if that is known.
    var made: Timestamp?
    /// The snapshot before it for the same audience, if there is any.
    var before: Earlier?

    /// What a report of a round's snapshot is made from.
    init(
        _ released: ReleasedResults, header: ResultsHeader, round: StoredRound,
        isPublished: Bool, before: Earlier? = nil
    ) {
        self.released = released
        derived = ReportDerived()
        self.header = header
        minimumRespondents = round.minimumRespondents
        minimumOrganizations = round.minimumOrganizations
        isJoint = round.mode == .joint
        self.isPublished = isPublished
        self.before = before
    }
}

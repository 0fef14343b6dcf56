import Foundation
import MaturityModel
import SurveyProtocol

/// Everything that a round's results are a function of, read at one moment, with the answers.
typealias FrozenAnswers = FrozenInputs<OrganizationAnswers>

/// The same with the figures of each organization in the place of its answers.
typealias FrozenFigures = FrozenInputs<ScoredOrganization>

/// Everything that a round's results are a function of, read at one moment.
struct FrozenInputs<Kept: AnswersKept>: Sendable {
    /// The questionnaire.
    let questionnaire: Questionnaire
    /// The roster.
    let roster: Roster
    /// The round's settings.
    let settings: RoundSettings
    /// What was kept of the answers, by organization id.
    let organizations: [String: Kept]
    /// The digests of all of these.
    let digests: SnapshotInputs
    /// The place in the order of arrival up to which responses were seen.
    let sequence: Int64

    /// How many responses count.
    var count: Int { organizations.values.reduce(0) { $0 + $1.count } }

    /// Reads a round's inputs.
    ///
    /// - Parameter last: the place in the order of arrival up to which responses count, as an
    ///   earlier snapshot saw them; nil for all.
    /// - Parameter correction: a roster to be taken in the place of the round's own.
    /// - Parameter lanes: threads to use; they change nothing.
    init(
        reader: SQLiteReader, round: StoredRound, through last: Int64? = nil,
        roster correction: Roster? = nil,
        lanes: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws {
        let inputs = try RoundInputs(
            reader: reader, round: round, through: last, roster: correction)
        let list = AnswerList<Kept>()
        digests = try inputs.readAnswers(into: list, lanes: lanes, reader)
        questionnaire = inputs.questionnaire
        roster = inputs.roster
        settings = inputs.settings
        sequence = inputs.sequence
        var organizations: [String: Kept] = [:]
        for (organization, kept) in zip(roster.organizations, list.all) {
            organizations[organization.id] = kept
        }
        self.organizations = organizations
    }
}

extension FrozenFigures {
    /// The results that follow.
    func results() throws(AggregationFault) -> Results {
        try Aggregation.results(
            ScoringPlan(questionnaire), roster: roster, scored: organizations, settings: settings)
    }
}

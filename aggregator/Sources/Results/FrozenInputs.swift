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
        questionnaire = try QuestionnaireFile.stored(
            try reader.questionnaire(round.questionnaire))
        let rows = try Self.rows(reader: reader, round: round, correction: correction)
        roster = try Self.roster(rows.map(\.organization), round: round)
        settings = try Self.settings(round)
        sequence = try last ?? reader.lastSequence()
        let responses: Digest
        do {
            (organizations, responses) = try AnswerReading<Kept>.read(
                rows.compactMap { row in row.key.map { ($0, row.organization.id) } },
                to: questionnaire, through: sequence, lanes: lanes, reader)
        } catch is AnswerRows.Mismatch {
            throw Self.damaged(round)
        }
        digests = SnapshotInputs(
            questionnaire: round.questionnaire,
            roster: correction.map { Digest.sha256(of: $0.document().canonicalJSON()) }
                ?? round.roster, responses: responses,
            settings: Digest.sha256(of: settings.document().canonicalJSON()))
    }

    /// The organizations with the store's keys; one that is new has none.
    private static func rows(
        reader: SQLiteReader, round: StoredRound, correction: Roster?
    ) throws -> [(key: Int64?, organization: RosterOrganization)] {
        guard let correction else {
            return try reader.roster(round: round.key).map { ($0.key, $0.organization) }
        }
        let keys = try reader.organizationKeys(round: round.key)
        return correction.organizations.map { (keys[$0.id], $0) }
    }

    private static func roster(
        _ organizations: [RosterOrganization], round: StoredRound
    ) throws -> Roster {
        do throws(RosterFaults) {
            return try Roster(organizations)
        } catch {
            throw damaged(round)
        }
    }

    private static func settings(_ round: StoredRound) throws -> RoundSettings {
        let settings = RoundSettings(
            mode: round.mode == .joint ? .joint : .respondents,
            minimumRespondents: round.minimumRespondents,
            minimumOrganizations: round.minimumOrganizations)
        guard let settings else { throw damaged(round) }
        return settings
    }

    private static func damaged(_ round: StoredRound) -> AggregatorError {
        AggregatorError(
            .dataDamaged, "the stored inputs of round \(round.id) do not fit together",
            hint: "use the version of survey-aggregator that stored them, or restore a backup")
    }
}

extension FrozenFigures {
    /// The results that follow.
    func results() throws(AggregationFault) -> Results {
        try Aggregation.results(
            ScoringPlan(questionnaire), roster: roster, scored: organizations, settings: settings)
    }
}

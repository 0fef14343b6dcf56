import Foundation
import MaturityModel
import SurveyProtocol

/// Rounds and what has come in to them.
extension Desk {
    /// The rounds this person may see: all, or those with the own organization on the roster.
    func rounds() throws -> [RoundOverview] {
        try requireAny(.readRounds)
        return try reader.rounds().compactMap { round in
            guard try isVisible(round) else { return nil }
            return try overview(of: round)
        }
    }

    /// One round this person may see.
    func round(_ id: String) throws -> RoundOverview {
        try requireAny(.readRounds)
        let round = try reader.round(id)
        guard try isVisible(round) else { throw AggregatorError.roundUnknown(id) }
        return try overview(of: round)
    }

    /// Creates a round from the texts of a questionnaire (YAML or JSON) and a roster (CSV).
    func createRound(_ draft: RoundDraft) throws -> RoundOverview {
        try principal.require(.createRound, on: .group)
        let (round, roster) = try draft.newRound()
        try perform(.createRound(round, roster: roster))
        return try self.round(draft.id)
    }

    /// Moves a round through its life.
    func move(round id: String, to state: RoundState) throws -> RoundOverview {
        try principal.require(.moveRound, on: .group)
        try perform(.moveRound(id, to: state))
        return try round(id)
    }

    /// What a corrected roster (CSV, whole) would change in the results; applies it when asked.
    func correctRoster(
        round id: String, csv: String, apply: Bool
    ) async throws -> RosterPreview {
        try principal.require(.correctRoster, on: .group)
        let reader = reader
        let stored = try reader.round(id)
        let roster = try RosterFile.read(Array(csv.utf8), name: "roster")
        let emails = try RosterFile.emails(Array(csv.utf8))
        var preview = try await OnQueue.run {
            try RosterPreview.make(
                reader: reader, round: stored, correction: roster, emails: emails)
        }
        guard apply else { return preview }
        try perform(
            .correctRoster(
                RosterCorrection(
                    round: id, before: preview.before, organizations: roster.organizations,
                    digest: preview.after, emails: emails)))
        preview.isApplied = true
        return preview
    }

    /// Sets the dates of a round, or those of one organization in it, which come first.
    func setDates(_ dates: RoundDates, round id: String, organization: String?) throws {
        try principal.require(.setDates, on: .group)
        try perform(.setDates(dates, round: id, organization: organization))
    }

    /// The dates of a round, and those of organizations that have their own.
    func dates(round id: String) throws -> RoundDatesOverview {
        try requireAny(.readRounds)
        let round = try reader.round(id)
        guard try isVisible(round) else { throw AggregatorError.roundUnknown(id) }
        let isWhole = reach(.readRounds) == .everything
        let own = try reader.dates(round: round.key)
            .filter { isWhole || $0.key == principal.organization }
        return RoundDatesOverview(
            opens: round.opens?.text, closes: round.closes?.text,
            organizations: own.mapValues {
                DatesDraft(opens: $0.opens?.text, closes: $0.closes?.text)
            })
    }

    /// The roster of a round.
    func roster(round id: String) throws -> [RosterOrganization] {
        try principal.require(.readRoster, on: .group)
        return try reader.roster(round: reader.round(id).key).map(\.organization)
    }

    /// The questionnaire of a round this person may see.
    func questionnaire(round id: String) throws -> Questionnaire {
        try requireAny(.readRounds)
        let round = try reader.round(id)
        guard try isVisible(round) else { throw AggregatorError.roundUnknown(id) }
        return try QuestionnaireFile.stored(reader.questionnaire(round.questionnaire))
    }

    /// A round with its roster, when this person may see it.
    /// - Throws: `round-unknown` also when it is there but not for this person.
    func visibleRound(
        _ id: String, for act: AdministrativeAct
    ) throws -> (StoredRound, [RosterOrganization]) {
        try requireAny(act)
        let round = try reader.round(id)
        let roster = try reader.roster(round: round.key).map(\.organization)
        guard reach(act) == .everything || roster.contains(where: { $0.id == own }) else {
            throw AggregatorError.roundUnknown(id)
        }
        return (round, roster)
    }

    private var own: String? { principal.organization }

    private func isVisible(_ round: StoredRound) throws -> Bool {
        if reach(.readRounds) == .everything { return true }
        return try own.map { try reader.isOnRoster($0, round: round.key) } ?? false
    }

    /// Whether anything has come in to a round, even what does not count.
    func hasResponses(round id: String) throws -> Bool {
        try principal.require(.readRounds, on: .group)
        let reader = aggregator.reader
        return try reader.hasResponses(round: reader.round(id).key)
    }

    private func overview(of round: StoredRound) throws -> RoundOverview {
        RoundOverview(round, organizations: try reader.organizationCount(round: round.key))
    }
}

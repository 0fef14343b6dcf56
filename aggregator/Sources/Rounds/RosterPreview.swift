import Foundation
import MaturityModel
import SurveyProtocol

/// A correction of a round's roster with what it would do to the results, before it is applied.
struct RosterPreview: Encodable, Equatable, Sendable {
    /// A figure that becomes another.
    struct Effect: Encodable, Equatable, Sendable {
        /// `group`, `kind:ID` or `sector:ID`.
        let set: String
        /// The node.
        let node: String
        /// The mean before, in percent; nil when there is none or it is hidden.
        let before: Double?
        /// The mean after.
        let after: Double?
        /// Respondents before; nil when hidden.
        let respondentsBefore: Int?
        /// Respondents after.
        let respondentsAfter: Int?
    }

    /// The round.
    let round: String
    /// The digest of the roster that is corrected.
    let before: Digest
    /// The digest of the corrected roster.
    let after: Digest
    /// What changes in the roster.
    let change: RosterChange
    /// Responses that count now and would not any more, by organization.
    let lost: [String: Int]
    /// What changes in the results of the group, the kinds and the sectors, as the internal
    /// audience sees them.
    let effects: [Effect]
    /// Whether it was applied.
    var isApplied = false

    /// The depth of nodes that are compared: the whole and its first two levels.
    private static let levelMaximum = 2

    /// Computes what a correction would do. Blocks: not for a cooperative thread.
    /// - Parameter emails: whom to remind then, by organization; nil leaves it as it is.
    static func make(
        reader: SQLiteReader, round: StoredRound, correction: Roster,
        emails: [String: String]? = nil
    ) throws -> RosterPreview {
        let roster = try reader.roster(round: round.key).map(\.organization)
        let kept = try reader.emails(round: round.key)
        let change = RosterChange(
            from: roster, to: correction.organizations, emails: emails.map { (kept, $0) })
        let received = try reader.completeness(round: round.key)
        let lost = change.removed.compactMap { id in
            received[id].flatMap { $0.received > 0 ? (id, $0.received) : nil }
        }
        return RosterPreview(
            round: round.id, before: round.roster,
            after: Digest.sha256(of: correction.document().canonicalJSON()), change: change,
            lost: Dictionary(lost) { first, _ in first },
            effects: change.isOfRoster
                ? try effects(reader: reader, round: round, correction: correction) : [])
    }

    private static func effects(
        reader: SQLiteReader, round: StoredRound, correction: Roster
    ) throws -> [Effect] {
        let before = try released(FrozenFigures(reader: reader, round: round), round)
        let after = try released(
            FrozenFigures(reader: reader, round: round, roster: correction), round)
        return effects(from: before, to: after)
    }

    private static func released(
        _ inputs: FrozenFigures, _ round: StoredRound
    ) throws -> ReleasedResults {
        let lanes = ProcessInfo.processInfo.activeProcessorCount
        do throws(AggregationFault) {
            let results = try inputs.results()
            return DisclosureGate.release(results, audience: .internal, lanes: lanes)
        } catch {
            throw AggregatorError(
                .dataDamaged, "round \(round.id) cannot be aggregated: \(error.reason)",
                hint: "use the version of survey-aggregator that stored it, or restore a backup")
        }
    }

    private static func effects(
        from before: ReleasedResults, to after: ReleasedResults
    ) -> [Effect] {
        let sets = before.sets.filter(isAggregate)
        let all = sets + after.sets.filter { isAggregate($0) && !sets.contains($0) }
        let nodes = after.questionnaire.nodes.enumerated().filter {
            $0.element.level <= levelMaximum
        }
        return all.flatMap { set in
            nodes.compactMap { index, node -> Effect? in
                let (old, new) = (cell(before, index, set), cell(after, index, set))
                guard old?.mean != new?.mean || old?.n != new?.n else { return nil }
                return Effect(
                    set: set.text, node: node.id, before: old?.mean, after: new?.mean,
                    respondentsBefore: old?.n, respondentsAfter: new?.n)
            }
        }
    }

    private static func cell(
        _ results: ReleasedResults, _ node: Int, _ set: RespondentSet
    ) -> Cell? {
        results.setIndex(of: set).flatMap { results.cell(node: node, set: $0).figures }
    }

    private static func isAggregate(_ set: RespondentSet) -> Bool {
        switch set {
        case .group, .kind, .sector: true
        default: false
        }
    }
}

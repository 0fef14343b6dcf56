/// Two rounds recomputed on what they have in common; `DisclosureGate` releases it.
public struct Trend: Sendable {
    /// The id of the earlier round.
    public let earlierRound: String
    /// The id of the later round.
    public let laterRound: String
    /// Items that cannot be compared.
    public let breaks: [TrendBreak]
    /// Ids of the items that can.
    public let items: [String]

    /// Nodes with the same items in both rounds.
    let unbroken: Set<String>
    /// Both rounds' results on the common items; nil when there is none.
    let results: (earlier: Results, later: Results)?
    /// The later round's own tree.
    let questionnaire: Questionnaire

    /// Compares two rounds on the items with equal id and meaning.
    ///
    /// Both are rolled up with the later round's tree, weights and policy. Blocks the calling
    /// thread: do not call it on a cooperative thread or an event loop.
    public init(
        from earlier: RoundAnswers, to later: RoundAnswers, lanes: Int
    ) throws(AggregationFault) {
        let common = CommonItems(earlier.questionnaire, later.questionnaire)
        earlierRound = earlier.round
        laterRound = later.round
        breaks = common.breaks
        items = common.pairs.map { later.questionnaire.items[$0.later].id }
        unbroken = common.unbroken
        questionnaire = later.questionnaire
        guard let restricted = later.questionnaire.restricted(to: common.pairs.map(\.later)) else {
            results = nil
            return
        }
        let before = try Self.results(
            earlier, restricted, common.pairs.map(\.earlier), lanes: lanes)
        let after = try Self.results(later, restricted, common.pairs.map(\.later), lanes: lanes)
        results = (before, after)
    }

    private static func results(
        _ round: RoundAnswers, _ restricted: Questionnaire, _ items: [Int], lanes: Int
    ) throws(AggregationFault) -> Results {
        let plan = ScoringPlan(round.questionnaire)
        let pairs = zip(items, restricted.items).map { (own: $0, other: $1) }
        for (id, answers) in round.answers where answers.itemCount != plan.itemScorings.count {
            throw .itemCount(organization: id)
        }
        return try Aggregation.results(
            questionnaire: restricted, roster: round.roster,
            answers: round.answers.mapValues { $0.restricted(plan, to: pairs) },
            settings: round.settings, lanes: lanes)
    }
}

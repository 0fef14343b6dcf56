import MaturityModel
import SurveyProtocol

/// The organization's own results, computed here from what is sealed, with the centre's rules.
///
/// The newest revision of each respondent counts; refused ones do not. Disclosure control is that
/// of the centre, and the figures stand still between selections (`FrozenSelection`).
struct OwnResults {
    /// Respondents below which a figure is hidden, in a round of several respondents.
    static let minimumRespondents = 5

    /// How many responses count.
    let responses: Int
    /// Responses handed in since that do not count yet.
    let pending: Int
    /// Figures as the organization may see them.
    let released: ReleasedResults
    /// The index of the organization among the sets.
    let set: Int
    /// The change since the round before, when there is one to compare with.
    let trend: ReleasedTrend?
    /// What is known of the published results of the round.
    let published: PublishedStanding
    /// The kind of the organization; nil when the centre does not say.
    let kind: String?

    /// Computes the results of a round, compared with an earlier one where there is one.
    static func compute(
        _ round: (round: RoundSummary, questionnaire: Questionnaire),
        before: (round: RoundSummary, questionnaire: Questionnaire)?, agent: Agent
    ) throws -> OwnResults {
        let organization = try agent.home.enrolled().organization
        let now = try Selected(round, organization, agent)
        let results = try now.results()
        var released = DisclosureGate.release(results, audience: .internal, lanes: 1)
        var trend: ReleasedTrend?
        if let before {
            let earlier = try Selected(before, organization, agent)
            if earlier.count > 0,
                let compared = try? Trend(from: earlier.answers, to: now.answers, lanes: 1)
            {
                trend = DisclosureGate.release(
                    compared, audience: .internal, alongside: released)
                released = released.adding(trend: trend)
            }
        }
        return OwnResults(
            responses: now.count, pending: now.pending, released: released,
            set: released.setIndex(of: .organization(organization)) ?? 0, trend: trend,
            published: PublishedStanding(round.round, in: agent.home),
            kind: round.round.organizationKind)
    }

    /// The change of a node's mean, when both rounds show it.
    func change(of node: String) -> TrendChange? {
        trend?.changes.first { change in
            change.node == node && change.hidden == nil && change.change != nil
                && change.set == released.sets[set]
        }
    }

    /// The mean of a node; nil when hidden or without answers.
    func mean(_ node: Int) -> Double? { released.cell(node: node, set: set).figures?.mean }

    /// The categories that have a mean, ranked by it as it is shown: without decimals.
    var ranking: Ranking {
        Ranking(
            released.questionnaire.categories.compactMap { node in
                mean(node).map { Ranking.Entry(node: node, mean: $0) }
            }, decimals: 0)
    }

    /// Innovation, efficiency and their balance; nil when the questionnaire has no such tags, or
    /// they are hidden.
    var balance: (innovation: Double, efficiency: Double, balance: Double)? {
        guard isShown, let own = released.balance.first(where: { $0.set == released.sets[set] }),
            let innovation = own.innovation, let efficiency = own.efficiency,
            let balance = own.balance
        else { return nil }
        return (innovation, efficiency, balance)
    }

    /// The standard deviation of the responses' own figures; nil when hidden.
    var spread: Double? {
        isShown ? released.cell(node: 0, set: set).figures?.sd : nil
    }

    /// Whether the organization's own figures are shown.
    var isShown: Bool { hidden == nil && mean(0) != nil }

    /// The published figure of a node by its index, of the whole group or of the own kind; nil
    /// when nothing was fetched that has it.
    func published(_ node: Int, _ set: String = PublishedFigure.group) -> PublishedFigure? {
        let id = released.questionnaire.nodes[node].id
        return published.figures?.figures.first { $0.node == id && $0.set == set }
    }

    /// The set of the organization's own kind, when the group has several kinds.
    var kindSet: String? {
        let sets = Set((published.figures?.figures ?? []).map(\.set))
        guard sets.count > 2, let set = kind.map(PublishedFigure.kind), sets.contains(set) else {
            return nil
        }
        return set
    }

    /// Why the whole is hidden; nil when it is shown.
    var hidden: HiddenReason? { released.cell(node: 0, set: set).hidden }
}

/// The answers of a round that count in the organization's own results.
private struct Selected {
    let answers: RoundAnswers
    let count: Int
    let pending: Int

    init(
        _ round: (round: RoundSummary, questionnaire: Questionnaire), _ organization: String,
        _ agent: Agent
    ) throws {
        let (summary, questionnaire) = round
        let minimum = summary.mode == .joint ? 1 : OwnResults.minimumRespondents
        let present = try KnownResponses(summary.id, in: agent.spool).byToken.values
            .filter { $0.base != nil && $0.entry.state != .refused }.map(\.entry)
        var selection = try agent.home.selection(summary.id)
        if selection.update(to: present, minimum: minimum) {
            try agent.home.save(selection, round: summary.id)
        }
        pending = selection.pending(present)
        let rows = try Self.rows(selection.names, summary.id, questionnaire, agent.spool)
        count = rows.count
        let settings: RoundSettings? =
            summary.mode == .joint
            ? RoundSettings(mode: .joint) : RoundSettings(minimumRespondents: minimum)
        let member = RosterOrganization(
            organization, name: organization, kind: "own",
            size: RosterSize(invited: summary.invited))
        guard let settings, let roster = try? Roster([member]) else { throw Self.failed(summary) }
        answers = RoundAnswers(summary.id, questionnaire, roster, [organization: rows], settings)
    }

    func results() throws -> Results {
        do {
            return try Aggregation.results(
                questionnaire: answers.questionnaire, roster: answers.roster,
                answers: answers.answers, settings: answers.settings, lanes: 1)
        } catch {
            throw CollectFault(
                "results-failed", "the results of \(answers.round) cannot be computed here",
                hint: "update survey-agent, or ask the central team for the results")
        }
    }

    private static func failed(_ round: RoundSummary) -> CollectFault {
        CollectFault(
            "results-failed", "the results of \(round.id) cannot be computed here",
            hint: "update survey-agent, or ask the central team for the results")
    }

    /// The answers in the sealed files with these names, wherever in the spool they are now.
    private static func rows(
        _ names: [String], _ round: String, _ questionnaire: Questionnaire, _ spool: Spool
    ) throws -> OrganizationAnswers {
        var rows = OrganizationAnswers(itemCount: questionnaire.items.count)
        let wanted = Set(names)
        var parser = ResponseParser()
        let entries = try spool.sealedEntries(round)
            .filter { wanted.contains($0.name) }.sorted()
        for entry in entries {
            guard case .intact(let bytes) = try spool.read(entry),
                (try? parser.parse(bytes.span)) != nil
            else { continue }
            let span = bytes.span
            var row = [UInt8](repeating: AnswerCode.notAnswered, count: questionnaire.items.count)
            for answer in parser.fields.answers {
                guard let item = questionnaire.itemIndex(of: answer.item.text(in: span)),
                    let option = questionnaire.items[item].optionIndex(
                        ofCode: answer.code.text(in: span))
                else { continue }
                row[item] = UInt8(exactly: option) ?? AnswerCode.notAnswered
            }
            // Units are not shown here, so nothing can be had by subtracting them.
            rows.append(row: row)
        }
        return rows
    }
}

/// Turns answers into results on all cores.
public enum Aggregation {
    /// Full and unprotected results; nothing of them is shown without `DisclosureGate`.
    ///
    /// - Parameters:
    ///   - answers: by organization id; organizations without answers may be missing.
    ///   - lanes: threads to use. The result has the same bytes for any number of them.
    ///
    /// Blocks the calling thread: do not call it on a cooperative thread or an event loop.
    public static func results(
        questionnaire: Questionnaire, roster: Roster, answers: [String: OrganizationAnswers],
        settings: RoundSettings, lanes: Int
    ) throws(AggregationFault) -> Results {
        let plan = ScoringPlan(questionnaire)
        let sources = try places(of: answers, in: roster)
        for (index, source) in sources.enumerated() {
            guard source.map({ $0.itemCount == questionnaire.items.count }) ?? true else {
                throw .itemCount(organization: roster.organizations[index].id)
            }
        }
        let sheets = sources.map { $0.map { AnswerSheet($0) } }
        let chunks = sheets.enumerated().flatMap { index, sheet in
            sheet?.chunks(organization: index) ?? []
        }
        let parts = score(chunks, of: sheets, plan, lanes: max(1, lanes))
        var mergers = sheets.map { $0.map { OrganizationMerger(plan, $0) } }
        for (chunk, part) in zip(chunks, parts) {
            mergers[chunk.organization]?.add(part, of: chunk)
        }
        return try results(
            plan, roster: roster, scored: mergers.map { $0?.scored() }, settings: settings)
    }

    /// The same of organizations that were scored one by one, with the same bytes.
    ///
    /// - Parameters:
    ///   - scored: by organization id; organizations without answers may be missing.
    package static func results(
        _ plan: ScoringPlan, roster: Roster, scored: [String: ScoredOrganization],
        settings: RoundSettings
    ) throws(AggregationFault) -> Results {
        try results(
            plan, roster: roster, scored: places(of: scored, in: roster), settings: settings)
    }

    private static func results(
        _ plan: ScoringPlan, roster: Roster, scored: [ScoredOrganization?],
        settings: RoundSettings
    ) throws(AggregationFault) -> Results {
        var reliability = ReliabilityMerger(plan)
        let absent = OrganizationFigures(plan)
        var figures: [OrganizationFigures] = []
        for (index, organization) in scored.enumerated() {
            if organization?.hasUnknownCode == true {
                throw .unknownCode(organization: roster.organizations[index].id)
            }
            reliability.add(organization?.reliability ?? [])
            figures.append(organization?.figures ?? absent)
        }
        return Results(
            questionnaire: plan.questionnaire, roster: roster, settings: settings,
            organizations: figures, reliability: reliability.sums())
    }

    /// What there is of each organization, in the order of the roster.
    private static func places<Part>(
        of parts: [String: Part], in roster: Roster
    ) throws(AggregationFault) -> [Part?] {
        var places: [Part?] = Array(repeating: nil, count: roster.organizations.count)
        var unknown: [String] = []
        for (id, part) in parts {
            if let index = roster.index(of: id) {
                places[index] = part
            } else {
                unknown.append(id)
            }
        }
        if let id = unknown.min(by: TextOrder.precedes) { throw .unknownOrganization(id) }
        return places
    }

    private static func score(
        _ chunks: [Chunk], of sheets: [AnswerSheet?], _ plan: ScoringPlan, lanes: Int
    ) -> [ChunkFigures] {
        Lanes.map(chunks.count, lanes: lanes, keeping: { ChunkScorer(plan) }) { scorer, index in
            // Only organizations with a sheet have chunks.
            sheets[chunks[index].organization].map { scorer.score(chunks[index], of: $0) }
        }.compactMap { $0 }
    }
}

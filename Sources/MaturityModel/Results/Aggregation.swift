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
        var sources: [OrganizationAnswers?] = Array(
            repeating: nil, count: roster.organizations.count)
        for id in answers.keys.sorted(by: TextOrder.precedes) {
            guard let index = roster.index(of: id) else { throw .unknownOrganization(id) }
            guard answers[id]?.itemCount == questionnaire.items.count else {
                throw .itemCount(organization: id)
            }
            sources[index] = answers[id]
        }
        let sheets = sources.map { $0.map { AnswerSheet($0) } }
        let chunks = sheets.enumerated().flatMap { index, sheet in
            sheet?.chunks(organization: index) ?? []
        }
        let parts = score(chunks, of: sheets, plan, lanes: max(1, lanes))
        var merger = FigureMerger(plan, sheets)
        for (chunk, part) in zip(chunks, parts) {
            if part.hasUnknownCode {
                throw .unknownCode(organization: roster.organizations[chunk.organization].id)
            }
            merger.add(part, of: chunk)
        }
        return Results(
            questionnaire: questionnaire, roster: roster, settings: settings,
            organizations: merger.organizations(), reliability: merger.reliability)
    }

    private static func score(
        _ chunks: [Chunk], of sheets: [AnswerSheet?], _ plan: ScoringPlan, lanes: Int
    ) -> [ChunkFigures] {
        Lanes.map(chunks.count, lanes: lanes, keeping: { ChunkScorer(plan) }) { scorer, index in
            let chunk = chunks[index]
            // Only organizations with a sheet have chunks.
            guard let sheet = sheets[chunk.organization] else { return ChunkFigures?.none }
            let rows = chunk.unit.map { sheet.rows(ofUnit: $0) }
            return scorer.score(sheet.answers, chunk.range, of: rows)
        }.compactMap { $0 }
    }
}

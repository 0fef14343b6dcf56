/// Scores one organization after the other, reusing its memory; every lane has its own.
package struct OrganizationScorer {
    /// Chunks of one organization that a lane scores alone; more are divided among lanes.
    private static let chunksMaximum = 16

    private let plan: ScoringPlan
    private let lanes: Int
    private var scorer: ChunkScorer

    /// A scorer of answers to the plan's questionnaire.
    /// - Parameter lanes: threads for an organization that is very large.
    package init(_ plan: ScoringPlan, lanes: Int) {
        self.plan = plan
        self.lanes = lanes
        scorer = ChunkScorer(plan)
    }

    /// The figures of an organization. Blocks: not for a cooperative thread.
    ///
    /// Answers to another number of items than the questionnaire has are a programming error.
    package mutating func score(_ answers: OrganizationAnswers) -> ScoredOrganization {
        precondition(answers.itemCount == plan.questionnaire.items.count, "a byte for each item")
        let sheet = AnswerSheet(answers)
        let chunks = sheet.chunks(organization: 0)
        var merger = OrganizationMerger(plan, sheet)
        if chunks.count > Self.chunksMaximum {
            let plan = plan
            let parts = Lanes.map(
                chunks.count, lanes: lanes, keeping: { ChunkScorer(plan) }
            ) { scorer, index in scorer.score(chunks[index], of: sheet) }
            for (chunk, part) in zip(chunks, parts) { merger.add(part, of: chunk) }
        } else {
            for chunk in chunks { merger.add(scorer.score(chunk, of: sheet), of: chunk) }
        }
        return merger.scored()
    }
}

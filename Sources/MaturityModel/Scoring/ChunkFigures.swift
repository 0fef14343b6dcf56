/// What one chunk of rows contributes: exact counts and moments, ready to be merged.
struct ChunkFigures: Sendable, Equatable {
    var responses = 0
    var droppedAnswers = 0
    var straightLined = 0
    /// By row of figures: nodes, then balance tags.
    var moments: [Moments]
    /// By item and option, flat; see `ScoringPlan.countOffsets`.
    var counts: [UInt32]
    /// By category.
    var reliability: [ReliabilitySums]
    /// Whether a byte occurred that is no option of its item.
    var hasUnknownCode = false

    init(_ plan: ScoringPlan) {
        moments = Array(repeating: Moments(), count: plan.rowCount)
        counts = Array(repeating: 0, count: plan.countTotal)
        reliability = plan.categories.map { category in
            ReliabilitySums(itemCount: plan.steps[category].items.count)
        }
    }

    mutating func merge(_ other: ChunkFigures) {
        responses += other.responses
        droppedAnswers += other.droppedAnswers
        straightLined += other.straightLined
        for index in moments.indices { moments[index].merge(other.moments[index]) }
        for index in counts.indices { counts[index] += other.counts[index] }
        for index in reliability.indices { reliability[index].merge(other.reliability[index]) }
        hasUnknownCode = hasUnknownCode || other.hasUnknownCode
    }
}

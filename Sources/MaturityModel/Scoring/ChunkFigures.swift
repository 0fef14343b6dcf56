/// What one chunk of rows contributes: exact counts and moments, ready to be merged.
struct ChunkFigures: Sendable, Equatable {
    var responses = 0
    var droppedAnswers = 0
    var straightLined = 0
    /// By row of figures: nodes, then balance tags.
    var moments: [Moments]
    /// By item and option, flat; see `ScoringPlan.countOffsets`.
    var counts: [UInt32]
    /// By category, flat: what `ReliabilitySums` holds, each item and then their sum.
    var reliability: [Moments]
    /// Whether a byte occurred that is no option of its item.
    var hasUnknownCode = false

    init(_ plan: ScoringPlan) {
        moments = Array(repeating: Moments(), count: plan.rowCount)
        counts = Array(repeating: 0, count: plan.countTotal)
        reliability = Array(repeating: Moments(), count: plan.reliabilityTotal)
    }

    /// Adds what another chunk of the same respondents contributes; but for reliability, which is
    /// merged over everybody.
    mutating func merge(_ other: ChunkFigures) {
        responses += other.responses
        droppedAnswers += other.droppedAnswers
        straightLined += other.straightLined
        for index in moments.indices { moments[index].merge(other.moments[index]) }
        for index in counts.indices { counts[index] += other.counts[index] }
        hasUnknownCode = hasUnknownCode || other.hasUnknownCode
    }
}

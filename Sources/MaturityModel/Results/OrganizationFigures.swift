/// What the respondents of one organization gave.
struct OrganizationFigures: Sendable, Equatable {
    var responses = 0
    var droppedAnswers = 0
    var straightLined = 0
    /// By row of figures: nodes, then balance tags.
    var moments: [Moments]
    /// By item and option, flat.
    var counts: [UInt32]
    /// In the order of their ids; empty when nobody named a unit.
    var units: [UnitFigures] = []
    /// The rows without a unit, when there are units.
    var withoutUnit: UnitFigures?

    init(moments: [Moments], counts: [UInt32]) {
        self.moments = moments
        self.counts = counts
    }

    /// Those of an organization without answers.
    init(_ plan: ScoringPlan) {
        let empty = ChunkFigures(plan)
        self.init(moments: empty.moments, counts: empty.counts)
    }
}

/// Merges what α needs over everybody, chunk after chunk in the order of the roster.
struct ReliabilityMerger: Sendable {
    /// By category, where its moments lie: those of its items and then of their sum.
    private let places: [ClosedRange<Int>]
    private var moments: [Moments]

    init(_ plan: ScoringPlan) {
        places = plan.categories.indices.map { category in
            let start = plan.reliabilityOffsets[category]
            return start...(start + plan.steps[plan.categories[category]].items.count)
        }
        moments = Array(repeating: Moments(), count: plan.reliabilityTotal)
    }

    /// Adds what the chunks of the next organization have.
    mutating func add(_ chunks: [[Moments]]) {
        for chunk in chunks {
            for place in chunk.indices { moments[place].merge(chunk[place]) }
        }
    }

    /// By category.
    func sums() -> [ReliabilitySums] {
        places.map { ReliabilitySums(moments[$0]) }
    }
}

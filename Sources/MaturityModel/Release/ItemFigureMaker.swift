/// Computes an item's figures from how often each option was chosen.
struct ItemFigureMaker {
    private let item: Item
    private let scoring: ItemScoring

    var optionCount: Int { item.options.count }

    init(_ item: Item, _ policy: SpecialPolicy) {
        self.item = item
        scoring = ItemScoring(item, policy: policy)
    }

    func figures(_ counts: [Int]) -> ItemFigures {
        let moments = Moments(of: zip(scoring.scores, counts.map { UInt32($0) }))
        var n = 0
        for (option, count) in zip(item.options, counts) where option.value != nil { n += count }
        return ItemFigures(
            n: n,
            distribution: zip(item.options, counts).map { ItemCount(code: $0.code, count: $1) },
            mean: moments.mean, sd: moments.deviation)
    }
}

extension ItemFigures {
    /// The same with scores in whole percent; counts stay as they are.
    func rounded() -> ItemFigures {
        var figures = self
        figures.mean = mean.map(Cell.whole)
        figures.sd = sd.map(Cell.whole)
        return figures
    }
}

/// The values of an item's options.
struct ItemValues: Sendable {
    /// What the answers of one organization to one item add up to.
    struct Sums: Sendable, Equatable {
        var count: UInt32 = 0
        var sum = 0.0
        var squares = 0.0
    }

    private let values: [(option: Int, value: Double)]
    /// Options up to the last one with a value; the rest need not be counted.
    let optionCount: Int
    private let low: Double
    private let range: Double
    private let reverse: Bool

    init(_ item: Item) {
        values = item.options.enumerated().compactMap { option, entry in
            entry.value.map { (option, $0) }
        }
        optionCount = (values.last?.option ?? -1) + 1
        low = values.map(\.value).min() ?? 0
        range = (values.map(\.value).max() ?? 1) - low
        reverse = item.reverse
    }

    func sums(_ counts: [UInt32]) -> Sums {
        var sums = Sums()
        for (option, value) in values {
            let count = counts[option]
            sums.count += count
            sums.sum += Double(count) * value
            sums.squares += Double(count) * value * value
        }
        return sums
    }

    /// The mean score, 0 to 100; nil without a valid answer.
    func score(_ count: UInt32, _ sum: Double) -> Double? {
        guard count > 0 else { return nil }
        let score = 100 * (sum / Double(count) - low) / range
        return reverse ? 100 - score : score
    }
}

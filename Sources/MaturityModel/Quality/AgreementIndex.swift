/// Agreement within one group of respondents (James, Demaree and Wolf 1984).
enum AgreementIndex {
    /// r*wg*(j): J·a / (J·a + s), where s is the mean over items of observed variance per
    /// variance of uniformly random answers, and a = 1 − s. For one item it is 1 − s.
    ///
    /// Random answers have the variance of the item's own values, (A² − 1)/12 for steps 1…A.
    /// More variance than that counts as no agreement: 0.
    static func rwg(_ ratios: [Double]) -> Double? {
        guard !ratios.isEmpty else { return nil }
        let count = Double(ratios.count)
        let ratio = ratios.reduce(0, +) / count
        guard ratio < 1 else { return 0 }
        return count * (1 - ratio) / (count * (1 - ratio) + ratio)
    }

    /// Observed variance of the answers to an item per variance of random ones; nil for fewer
    /// than two valid answers.
    static func ratio(_ item: Item, _ counts: some Sequence<UInt32>) -> Double? {
        var observed = Moments()
        var values: [Double] = []
        var chosen: [(value: Double, count: Double)] = []
        for (option, count) in zip(item.options, counts) {
            guard let value = option.value else { continue }
            values.append(value)
            chosen.append((value, Double(count)))
            observed.n += Int(count)
            observed.sum += Double(count) * value
        }
        guard observed.n > 1, let mean = observed.mean else { return nil }
        for entry in chosen {
            observed.squares += entry.count * (entry.value - mean) * (entry.value - mean)
        }
        let uniform = Moments(of: values)
        let expected = uniform.squares / Double(values.count)
        return observed.variance.map { $0 / expected }
    }
}

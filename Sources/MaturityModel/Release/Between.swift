/// How organizations spread within an aggregate.
///
/// In protected results these are figures of the shown organizations only.
public struct Between: Sendable, Equatable {
    /// The sample standard deviation; nil for one organization.
    public let sd: Double?
    /// The lowest mean.
    public let min: Double
    /// The first quartile.
    public let q1: Double
    /// The median.
    public let median: Double
    /// The third quartile.
    public let q3: Double
    /// The highest mean.
    public let max: Double

    /// The spread of at least one mean.
    init?(of means: [Double]) {
        guard !means.isEmpty else { return nil }
        let sorted = means.sorted()
        self.init(
            sd: Moments(of: means).deviation,
            quartiles: [0, 0.25, 0.5, 0.75, 1].map { share in
                OrderStatistics.quantile(share, ofSorted: sorted)
            })
    }

    private init(sd: Double?, quartiles: [Double]) {
        self.sd = sd
        min = quartiles[0]
        q1 = quartiles[1]
        median = quartiles[2]
        q3 = quartiles[3]
        max = quartiles[4]
    }

    func mapped(_ change: (Double) -> Double) -> Between {
        Between(sd: sd.map(change), quartiles: [min, q1, median, q3, max].map(change))
    }
}

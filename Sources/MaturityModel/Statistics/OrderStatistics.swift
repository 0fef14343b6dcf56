/// Quantiles of a few values.
enum OrderStatistics {
    /// A quantile of sorted values by linear interpolation between order statistics (type 7 of
    /// Hyndman and Fan 1996).
    static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
        let position = share * Double(values.count - 1)
        let below = Int(position)
        guard below + 1 < values.count else { return values[values.count - 1] }
        let fraction = position - Double(below)
        return values[below] + fraction * (values[below + 1] - values[below])
    }
}

extension DisclosureGate {
    /// A trend as an audience may see it.
    ///
    /// A change is shown only where the cell is shown in both rounds as recomputed, and in the
    /// later round's own release, which is given so that one release never shows what the other
    /// hides.
    public static func release(
        _ trend: Trend, audience: Audience, alongside current: ReleasedResults
    ) -> ReleasedTrend {
        var changes: [TrendChange] = []
        if let results = trend.results {
            let comparison = TrendComparison(
                unbroken: trend.unbroken, current: current,
                earlier: release(results.earlier, audience: audience),
                later: release(results.later, audience: audience))
            changes = comparison.changes()
        }
        return ReleasedTrend(
            earlierRound: trend.earlierRound, items: trend.items, breaks: trend.breaks,
            changes: changes)
    }
}

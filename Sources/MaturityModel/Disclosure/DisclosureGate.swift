/// The only way out for figures: decides what is hidden and hands out the rest.
public enum DisclosureGate {
    /// Results as an audience may see them.
    ///
    /// Deterministic for any number of lanes. Blocks the calling thread: do not call it on a
    /// cooperative thread or an event loop.
    public static func release(
        _ results: Results, audience: Audience, lanes: Int = 2
    ) -> ReleasedResults {
        release(results, audience: audience, DisclosureRules(results.settings), lanes: lanes)
    }

    static func release(
        _ results: Results, audience: Audience, _ rules: DisclosureRules, lanes: Int
    ) -> ReleasedResults {
        let table = SetTable(results)
        let protects = audience != .unprotected && results.settings.mode == .respondents
        var verdicts: [[CellVerdict]] = []
        if protects {
            verdicts = judge(RowCountMaker(results, table), rules, lanes: max(1, lanes))
        }
        return ReleasedResults(
            results: results, audience: audience, table: table, verdicts: verdicts,
            rules: protects ? rules : nil)
    }

    private static func judge(
        _ maker: RowCountMaker, _ rules: DisclosureRules, lanes: Int
    ) -> [[CellVerdict]] {
        Lanes.map(
            maker.rowCount, lanes: lanes,
            keeping: { (counts: RowCounts, verdicts: [CellVerdict])?.none }
        ) { before, row in
            let counts = maker.counts(row)
            var verdicts = before?.verdicts ?? []
            // Rows in which everybody has a score are alike, and judged once.
            if before?.counts != counts {
                verdicts = RowGate.verdicts(maker.table, rules, counts)
            }
            before = (counts, verdicts)
            return verdicts
        }
    }
}

/// Compares two releases of the same tree cell by cell.
struct TrendComparison {
    let unbroken: Set<String>
    let current: ReleasedResults
    let earlier: ReleasedResults
    let later: ReleasedResults

    func changes() -> [TrendChange] {
        return later.questionnaire.nodes.enumerated().flatMap { index, node in
            let own = current.questionnaire.nodeIndex(of: node.id)
            return later.sets.indices.compactMap { place -> TrendChange? in
                let set = later.sets[place]
                guard let before = earlier.setIndex(of: set) else { return nil }
                var reason =
                    later.verdict(row: index, place).reason
                    ?? earlier.verdict(row: index, before).reason
                if let own, let now = current.setIndex(of: set) {
                    reason = reason ?? current.verdict(row: own, now).reason
                }
                if let reason { return hidden(node.id, set, reason) }
                return change(node.id, index, before, place)
            }
        }
    }

    private func hidden(
        _ node: String, _ set: RespondentSet, _ reason: HiddenReason
    ) -> TrendChange {
        TrendChange(
            node: node, set: set, earlier: nil, later: nil, change: nil, ci95: nil,
            isBroken: !unbroken.contains(node), hidden: reason)
    }

    private func change(_ node: String, _ row: Int, _ before: Int, _ after: Int) -> TrendChange {
        let first = earlier.units(row: row, before)
        let second = later.units(row: row, after)
        var change: Double?
        var interval: Interval?
        if let old = first.moments.mean, let new = second.moments.mean {
            change = new - old
            if !first.withholds, !second.withholds {
                interval = Interval(from: first.moments, to: second.moments)
            }
        }
        return TrendChange(
            node: node, set: later.sets[after], earlier: first.moments.mean.map(later.score),
            later: second.moments.mean.map(later.score), change: change.map(later.score),
            ci95: interval.map { Interval(low: later.score($0.low), high: later.score($0.high)) },
            isBroken: !unbroken.contains(node), hidden: nil)
    }
}

extension ReleasedResults {
    /// The moments a difference between two cells rests on: of respondents for an organization
    /// or unit, of organizations' means for an aggregate; and whether their spread would say
    /// too much about a hidden organization.
    func units(row: Int, _ set: Int) -> (moments: Moments, withholds: Bool) {
        if table.isAggregate(set) {
            let contributors = table.members[set].filter {
                results.organizations[$0].moments[row].n > 0
            }
            let hides = contributors.contains { !isShown($0, row) }
            return (Moments(of: contributors.map { mean(of: $0, row) }), withholding && hides)
        }
        if set < table.unitStart {
            return (results.organizations[set - table.organizationStart].moments[row], false)
        }
        let place = table.units[set - table.unitStart]
        return (results.organizations[place.organization].units[place.unit].moments[row], false)
    }
}

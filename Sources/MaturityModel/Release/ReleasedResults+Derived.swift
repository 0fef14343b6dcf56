extension ReleasedResults {
    /// The balance between innovation and efficiency by set (units left out); empty when the
    /// questionnaire does not tag items with both.
    public var balance: [BalanceFigures] {
        let rows = questionnaire.nodes.count
        let tags = Set(questionnaire.tags)
        guard ScoringPlan.balanceTags.allSatisfy(tags.contains) else { return [] }
        return largeSets.map { set in
            let reason = verdict(row: rows, set).reason ?? verdict(row: rows + 1, set).reason
            let innovation = reason == nil ? mean(row: rows, set) : nil
            let efficiency = reason == nil ? mean(row: rows + 1, set) : nil
            var leads: String?
            var balance: Double?
            if let innovation, let efficiency {
                balance = 100 - abs(innovation - efficiency)
                if abs(innovation - efficiency) > Self.tie {
                    leads = ScoringPlan.balanceTags[innovation > efficiency ? 0 : 1]
                }
            }
            return BalanceFigures(
                set: table.sets[set], innovation: innovation.map(score),
                efficiency: efficiency.map(score), balance: balance.map(score), leads: leads,
                hidden: reason)
        }
    }

    /// Means closer than this differ by rounding errors only.
    private static let tie = 1e-9

    /// The type and bottleneck by set (units left out); empty when the root has fewer than two
    /// dimensions.
    public var types: [TypeFigures] {
        let dimensions = questionnaire.nodes[0].children.prefix(2)
        guard dimensions.count == 2 else { return [] }
        return largeSets.map { set in
            let reason = dimensions.compactMap { verdict(row: $0, set).reason }.first
            let means = dimensions.map { mean(row: $0, set) }
            var type: MaturityType?
            if reason == nil, let first = means[0], let second = means[1] {
                type = MaturityType(
                    first >= questionnaire.typeCutoffs[0] - Self.tie,
                    second >= questionnaire.typeCutoffs[1] - Self.tie)
            }
            return TypeFigures(
                set: table.sets[set], type: type, bottleneck: bottleneck(set), hidden: reason)
        }
    }

    private func bottleneck(_ set: Int) -> Bottleneck? {
        let categories = questionnaire.categories
        guard categories.allSatisfy({ verdict(row: $0, set) == .shown }) else { return nil }
        let means = categories.compactMap { mean(row: $0, set) }
        guard means.count == categories.count, means.count > 1, let least = means.min(),
            let place = means.firstIndex(of: least)
        else { return nil }
        let others = (means.reduce(0, +) - least) / Double(means.count - 1)
        return Bottleneck(
            node: questionnaire.nodes[categories[place]].id, mean: score(least),
            distance: score(others - least))
    }

    /// The headline mean at full precision; whoever calls this checks that it may be shown.
    func mean(row: Int, _ set: Int) -> Double? {
        guard table.isAggregate(set) else {
            return results.organizations[set - table.organizationStart].moments[row].mean
        }
        let means = self.means(row: row, set)
        return means.isEmpty ? nil : means.reduce(0, +) / Double(means.count)
    }

    private func means(row: Int, _ set: Int) -> [Double] {
        table.members[set].compactMap { results.organizations[$0].moments[row].mean }
    }

    /// Companies minus departments by node; where the roster has other kinds, the first minus
    /// the second of exactly two; otherwise empty.
    public var gaps: [GapFigures] {
        let kinds = table.sets.compactMap { if case .kind(let id) = $0 { id } else { nil } }
        var pair = ["company", "department"]
        if !Set(kinds).isSuperset(of: pair) {
            guard kinds.count == 2 else { return [] }
            pair = kinds
        }
        let sets = pair.compactMap { setIndex(of: .kind($0)) }
        return questionnaire.nodes.indices.map { gap($0, sets, pair) }
    }

    private func gap(_ node: Int, _ sets: [Int], _ kinds: [String]) -> GapFigures {
        let reason = sets.compactMap { verdict(row: node, $0).reason }.first
        let means = sets.map { Moments(of: self.means(row: node, $0)) }
        var difference: Double?
        var interval: Interval?
        if reason == nil, let first = means[0].mean, let second = means[1].mean {
            difference = first - second
            // The interval tells the spread within both kinds, which with a hidden organization
            // is one equation more than may be known.
            let members = sets.flatMap { table.members[$0] }
            let hides = members.contains {
                verdict(row: node, table.organizationStart + $0) != .shown
            }
            if !(withholding && hides) { interval = Interval(from: means[1], to: means[0]) }
        }
        return GapFigures(
            node: questionnaire.nodes[node].id, kind: kinds[0], minus: kinds[1],
            difference: difference.map(score),
            ci95: interval.map { Interval(low: score($0.low), high: score($0.high)) },
            hidden: reason)
    }
}

extension MaturityType {
    /// The type by whether each of the first two dimensions reaches its cutoff.
    init(_ first: Bool, _ second: Bool) {
        self = first ? (second ? .d : .b) : (second ? .c : .a)
    }
}

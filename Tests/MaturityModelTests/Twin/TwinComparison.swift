@testable import MaturityModel

/// Compares released results with the naive twin's and collects every difference.
struct TwinComparison {
    let twin: TwinRound
    let released: ReleasedResults
    private(set) var differences: [String] = []

    init(_ twin: TwinRound, _ released: ReleasedResults) {
        self.twin = twin
        self.released = released
    }

    private var isProtected: Bool { released.audience != .unprotected }

    private func rounded(_ number: Double) -> Double {
        guard released.audience == .public else { return number }
        return number < 0 ? -(0.5 - number).rounded(.down) : (number + 0.5).rounded(.down)
    }

    /// Equal but for rounding errors; a public figure may fall on either side of a half.
    private func same(_ found: Double?, _ expected: Double?) -> Bool {
        guard let found, let expected else { return (found == nil) == (expected == nil) }
        let difference = abs(found - rounded(expected))
        if difference < 1e-7 { return true }
        let isHalf = abs(expected - expected.rounded(.down) - 0.5) < 1e-7
        return released.audience == .public && isHalf && difference < 1.001
    }

    private mutating func check(_ what: String, _ found: Double?, _ expected: Double?) {
        if !same(found, expected) {
            let shown = found.map { "\($0)" } ?? "nothing"
            differences.append("\(what): \(shown), not \(expected.map { "\($0)" } ?? "nothing")")
        }
    }

    private mutating func check(_ what: String, _ found: String?, _ expected: String?) {
        if found != expected {
            differences.append("\(what): \(found ?? "shown"), not \(expected ?? "shown")")
        }
    }

    mutating func run() {
        if released.sets.map(\.text) != twin.sets {
            differences.append("sets: \(released.sets.map(\.text)), not \(twin.sets)")
            return
        }
        for (index, node) in twin.plain.root.all.enumerated() { compare(node, index) }
        for index in twin.plain.items.indices { compareItem(index) }
        compareBalance()
    }

    private mutating func compare(_ node: PlainNode, _ index: Int) {
        let hidden = isProtected ? twin.hidden { $0.nodes[index] != nil } : [:]
        for (set, name) in twin.sets.enumerated() {
            let cell = released.cell(node: index, set: set)
            let what = "\(node.id) \(name)"
            check("\(what) hidden", cell.hidden?.rawValue, hidden[name])
            guard let figures = cell.figures else { continue }
            let people = twin.respondents(of: name)
            let scores = people.compactMap { $0.nodes[index] }
            check("\(what) n", Double(figures.n), Double(scores.count))
            if let members = twin.members[name] {
                compareAggregate(what, figures, members, index, hidden)
            } else {
                let invited = twin.organization(name)?.invited
                let interval = TwinStatistics.interval(scores, invited: invited)
                check("\(what) mean", figures.mean, TwinStatistics.mean(scores))
                check("\(what) sd", figures.sd, TwinStatistics.deviation(scores))
                check("\(what) low", figures.ci95?.low, interval?.low)
                check("\(what) high", figures.ci95?.high, interval?.high)
                compareRate(what, figures, people.count, invited)
            }
        }
    }

    private mutating func compareRate(
        _ what: String, _ figures: Cell, _ responses: Int, _ invited: Int?
    ) {
        var rate: Double?
        if let invited, invited > 0 { rate = Double(responses) / Double(invited) * 100 }
        check("\(what) rate", figures.responseRate.map { $0 * 100 }, rate)
        if figures.overInvited != (invited.map { responses > $0 } ?? false) {
            differences.append("\(what) overInvited")
        }
    }

    private mutating func compareAggregate(
        _ what: String, _ figures: Cell, _ members: [String], _ node: Int,
        _ hidden: [String: String]
    ) {
        let organizations = members.compactMap { twin.organization($0) }
        let scores = members.map { twin.respondents(of: $0).compactMap { $0.nodes[node] } }
        let invited = organizations.map(\.invited)
        let known = invited.contains(nil) ? nil : invited.compactMap { $0 }.reduce(0, +)
        let people = members.flatMap { twin.respondents(of: $0) }
        compareRate(what, figures, people.count, known)
        let contributing = scores.indices.filter { !scores[$0].isEmpty }
        let means = contributing.map { TwinStatistics.mean(scores[$0]) ?? 0 }
        check("\(what) count", figures.organizations.map(Double.init), Double(contributing.count))
        check("\(what) expected", figures.expected.map(Double.init), Double(members.count))
        check("\(what) mean", figures.mean, TwinStatistics.mean(means))
        check(
            "\(what) pooled", figures.weightings?.byRespondent,
            TwinStatistics.mean(scores.flatMap { $0 }))
        let clear = contributing.allSatisfy { hidden[members[$0]] == nil }
        for (name, found, sizes) in [
            ("byInvited", figures.weightings?.byInvited, organizations.map(\.invited)),
            ("byEmployees", figures.weightings?.byEmployees, organizations.map(\.employees)),
        ] {
            let weights = contributing.map { sizes[$0] }
            var expected: Double?
            let total = weights.compactMap { $0 }.reduce(0, +)
            if !weights.contains(nil), total > 0 {
                expected = zip(weights, means).reduce(0) { sum, pair in
                    sum + Double(pair.0 ?? 0) * pair.1 / Double(total)
                }
            }
            check("\(what) \(name)", found, clear ? expected : nil)
            let withheld = figures.withheld.contains(name)
            if withheld != (!clear && expected != nil) { differences.append("\(what) withheld") }
        }
        let shown = contributing.filter { hidden[members[$0]] == nil }
        compareSpread(what, figures, shown.map { TwinStatistics.mean(scores[$0]) ?? 0 })
    }

    private mutating func compareSpread(_ what: String, _ figures: Cell, _ means: [Double]) {
        let enough = means.count >= (isProtected ? twin.plain.minimumOrganizations : 1)
        if !enough {
            if figures.between != nil { differences.append("\(what) spread is shown") }
            return
        }
        check("\(what) between", figures.between?.sd, TwinStatistics.deviation(means))
        let found = figures.between.map { [$0.min, $0.q1, $0.median, $0.q3, $0.max] } ?? []
        for quarter in 0...4 where found.count == 5 {
            check("\(what) \(quarter)", found[quarter], TwinStatistics.quartile(quarter, means))
        }
        if found.count != 5 { differences.append("\(what) spread is missing") }
    }

    private mutating func compareItem(_ index: Int) {
        let item = twin.plain.items[index]
        func isValid(_ respondent: TwinRound.Respondent) -> Bool {
            respondent.answers[index].map { item.values[$0] != nil } ?? false
        }
        let hidden =
            isProtected ? twin.hidden(isValid, answered: { $0.answers[index] != nil }) : [:]
        for (set, name) in twin.sets.enumerated() {
            let found = released.item(index, set: set)
            check("\(item.id) \(name) hidden", found.hidden?.rawValue, hidden[name])
            guard let figures = found.figures else { continue }
            let people = twin.respondents(of: name)
            let scores = people.compactMap {
                twin.scoring.item(index, $0.answers, $0.relevant).score
            }
            let n = people.filter(isValid).count
            check("\(item.id) \(name) n", Double(figures.n), Double(n))
            check("\(item.id) \(name) mean", figures.mean, TwinStatistics.mean(scores))
            check("\(item.id) \(name) sd", figures.sd, TwinStatistics.deviation(scores))
            for option in item.values.indices {
                let count = people.filter { $0.answers[index] == option }.count
                let entry = figures.distribution[option]
                check("\(item.id) \(name) \(entry.code)", Double(entry.count), Double(count))
            }
        }
    }

    private mutating func compareBalance() {
        let tags = ["innovation", "efficiency"]
        let used = tags.allSatisfy { tag in twin.plain.items.contains { $0.tags.contains(tag) } }
        if !used { return check("balance", released.balance.isEmpty ? nil : "given", nil) }
        let hidden = tags.map { tag in
            isProtected ? twin.hidden { twin.tagScore(tag, $0) != nil } : [:]
        }
        for figures in released.balance {
            let name = figures.set.text
            let reason = hidden[0][name] ?? hidden[1][name]
            check("balance \(name)", figures.hidden?.rawValue, reason)
            guard reason == nil else { continue }
            let means = tags.map { tag in
                let sets = twin.members[name] ?? [name]
                return TwinStatistics.mean(
                    sets.compactMap { set in
                        TwinStatistics.mean(
                            twin.respondents(of: set).compactMap { twin.tagScore(tag, $0) })
                    })
            }
            check("innovation \(name)", figures.innovation, means[0])
            check("efficiency \(name)", figures.efficiency, means[1])
            guard let first = means[0], let second = means[1] else { continue }
            check("balance \(name)", figures.balance, 100 - abs(first - second))
        }
    }
}

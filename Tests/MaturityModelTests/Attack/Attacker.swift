@testable import MaturityModel

/// Reads released results like a curious reader with pen and paper: everything shown is an
/// equation, every hidden organization or unit an unknown.
struct Attacker {
    let released: ReleasedResults

    /// What can be computed of what is hidden, as `row: set`; empty when nothing can.
    func spoils() -> [String] {
        let open = DisclosureGate.release(released.results, audience: .unprotected)
        var spoils: [String] = []
        for (index, node) in released.questionnaire.nodes.enumerated() {
            spoils += attack(
                node.id, hidden: { released.cell(node: index, set: $0).hidden != nil },
                { open.cell(node: index, set: $0).figures?.n ?? 0 }
            ) { released.cell(node: index, set: $0).figures }
        }
        for (index, item) in released.questionnaire.items.enumerated() {
            // Counts can be subtracted like a sum of scores.
            spoils += attack(
                item.id, hidden: { released.item(index, set: $0).hidden != nil },
                { open.item(index, set: $0).figures?.n ?? 0 }
            ) { released.item(index, set: $0).figures.map { Cell(n: $0.n) } }
        }
        return spoils
    }

    private func attack(
        _ row: String, hidden: (Int) -> Bool, _ numbers: (Int) -> Int,
        _ figures: (Int) -> Cell?
    ) -> [String] {
        let table = released.table
        let organizations = (table.organizationStart..<table.unitStart).filter { hidden($0) }
        var equations: [[Int]] = []
        for set in 0..<table.organizationStart {
            guard let cell = figures(set), cell.n > 0 else { continue }
            let members = table.members[set].map { $0 + table.organizationStart }
            func equation(_ weight: (RosterOrganization) -> Int?) -> [Int] {
                organizations.map { set in
                    let place = set - table.organizationStart
                    let entry = released.roster.organizations[place]
                    return members.contains(set) ? weight(entry) ?? 0 : 0
                }
            }
            equations.append(equation { _ in 1 })
            if cell.weightings?.byInvited != nil { equations.append(equation { $0.invited }) }
            if cell.weightings?.byEmployees != nil { equations.append(equation { $0.employees }) }
        }
        var spoils: [String] = []
        if ModularMatrix(equations).givesSomebodyAway(count: organizations.count) {
            spoils.append("\(row): an organization")
        }
        return spoils + attackUnits(row, hidden: hidden, numbers, figures)
    }

    private func attackUnits(
        _ row: String, hidden: (Int) -> Bool, _ numbers: (Int) -> Int,
        _ figures: (Int) -> Cell?
    ) -> [String] {
        let table = released.table
        var spoils: [String] = []
        for index in released.roster.organizations.indices {
            let set = table.organizationStart + index
            guard let cell = figures(set), cell.n > 0 else { continue }
            let units = table.units.indices.filter { table.units[$0].organization == index }
            guard !units.isEmpty else { continue }
            let sets = units.map { table.unitStart + $0 }
            let unknown = sets.filter { hidden($0) }
            // Respondents without a unit are one more unknown, as the numbers do not add up. By
            // themselves they are a set like any other: enough of them may be known.
            let named = sets.compactMap { figures($0)?.n }.reduce(0, +)
            let secret = unknown.map { numbers($0) }.reduce(0, +)
            let rest = cell.n - named - secret
            let few = (1..<released.results.settings.minimumRespondents).contains(rest)
            if unknown.isEmpty ? few : unknown.count + (rest > 0 ? 1 : 0) < 3 {
                spoils.append("\(row): a unit of \(index)")
            }
        }
        return spoils
    }
}

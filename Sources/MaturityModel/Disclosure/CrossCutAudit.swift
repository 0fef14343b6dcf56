/// Rule 3: whether the shown aggregates of all cuts together determine a hidden organization.
///
/// The unknowns are the hidden organizations, the equations the shown aggregates. Within a cut
/// the aggregates are equivalent to their residues, which are disjoint, so an organization is a
/// column with at most one 1 per cut, and organizations in the same residues have the same
/// column. An organization is determined, on its own or with one other's figure, exactly when
/// some combination of the equations has at most two organizations in it.
struct CrossCutAudit {
    /// Organizations that lie in the same residues.
    private struct Class {
        let column: [Int]
        var organizations: [Int]
    }

    /// The hidden organization that can be determined, the one with the smallest id if there
    /// are several; nil if none can.
    static func determined(_ gate: RowGate) -> Int? {
        let cuts = gate.table.cuts.count - 1
        guard cuts > 1 else { return nil }
        let classes = classes(gate, cuts: cuts)
        // An equation treats all organizations of a class alike, so it never singles out one or
        // two of three.
        let small = classes.filter { $0.organizations.count < 3 }
        guard !small.isEmpty else { return nil }
        var large = Echelon()
        for column in classes where column.organizations.count > 2 {
            _ = large.insert(SparseVector(ones: column.column), tag: nil)
        }
        return weakest(small, modulo: large)
    }

    private static func classes(_ gate: RowGate, cuts: Int) -> [Class] {
        let table = gate.table
        var index: [[Int]: Int] = [:]
        var classes: [Class] = []
        for organization in 0..<table.organizationCount {
            let cell = table.organizationStart + organization
            guard !gate.isShown(cell) else { continue }
            var column: [Int] = []
            // The last cut of organizations has the most residues; when those are eliminated
            // first, the rest of the elimination is small.
            for cut in (0..<cuts).reversed() {
                guard let holder = gate.holder(of: cell, in: cut) else { continue }
                column.append((cuts - 1 - cut) * table.cellCount + holder)
            }
            guard !column.isEmpty else { continue }
            if let place = index[column] {
                classes[place].organizations.append(organization)
            } else {
                index[column] = classes.count
                classes.append(Class(column: column, organizations: [organization]))
            }
        }
        return classes
    }

    /// Combinations of equations that vanish on every large class are those that factor through
    /// the small columns modulo the large ones. Write the dependent small columns as
    /// combinations of a basis of the rest: the combination of equations that singles out a
    /// basis column touches exactly the dependent columns in which it takes part.
    private static func weakest(_ small: [Class], modulo large: Echelon) -> Int? {
        var echelon = large
        var touched: [Int: [(column: Int, factor: UInt64)]] = [:]
        for (index, column) in small.enumerated() {
            let rest = echelon.insert(SparseVector(ones: column.column), tag: index)
            guard let combination = rest else {
                touched[index] = touched[index] ?? []
                continue
            }
            for (basis, factor) in combination.entries {
                touched[basis, default: []].append((index, factor))
            }
        }
        var found: [Int] = []
        var rays: [[UInt64]: [Int]] = [:]
        for (basis, others) in touched {
            let support = [basis] + others.map(\.column)
            let weight = support.reduce(0) { $0 + small[$1].organizations.count }
            if weight <= 2 { found += support }
            if small[basis].organizations.count == 1, !others.isEmpty {
                rays[ray(others), default: []].append(basis)
            }
        }
        for bases in rays.values where bases.count > 1 { found += bases }
        return found.flatMap { small[$0].organizations }.min()
    }

    /// The direction of a row, the same for proportional rows.
    private static func ray(_ entries: [(column: Int, factor: UInt64)]) -> [UInt64] {
        let scale = Modular.inverse(entries[0].factor)
        return entries.flatMap { entry in
            [UInt64(entry.column), Modular.multiply(entry.factor, scale)]
        }
    }

    /// The shown aggregate below the group that contains the organization and has the fewest
    /// respondents; if none contains it, the smallest one with any hidden organization.
    static func aggregateToHide(for organization: Int, _ gate: RowGate) -> Int? {
        let table = gate.table
        let shown = (1..<table.members.count).filter { gate.isShown($0) }
        let containing = shown.filter { table.members[$0].contains(organization) }
        if let cell = containing.min(by: gate.precedes) { return cell }
        return shown.filter { aggregate in
            table.members[aggregate].contains { !gate.isShown(table.organizationStart + $0) }
        }.min(by: gate.precedes)
    }
}

/// Decides which cells of one row of figures are hidden: rules 1 to 3 of disclosure control.
struct RowGate {
    let table: SetTable
    let rules: DisclosureRules
    let counts: RowCounts
    private(set) var verdicts: [CellVerdict]
    /// By cut and cell: respondents and number of hidden leaves that only this shown cell holds.
    private var residueN: [[Int32]]
    private var residueCount: [[Int32]]
    private var queue = SuspectQueue()

    static func verdicts(
        _ table: SetTable, _ rules: DisclosureRules, _ counts: RowCounts
    ) -> [CellVerdict] {
        var gate = RowGate(table, rules, counts)
        gate.primary()
        guard rules.complementary else { return gate.verdicts }
        gate.fillResidues()
        gate.complementary()
        while rules.audit, gate.hideOneByAudit() { gate.complementary() }
        return gate.verdicts
    }

    private init(_ table: SetTable, _ rules: DisclosureRules, _ counts: RowCounts) {
        self.table = table
        self.rules = rules
        self.counts = counts
        verdicts = Array(repeating: .shown, count: table.cellCount)
        let zeros = [Int32](repeating: 0, count: table.cellCount)
        residueN = Array(repeating: zeros, count: table.cuts.count)
        residueCount = residueN
    }

    func isShown(_ cell: Int) -> Bool { verdicts[cell] == .shown }

    // Rule 1. A cell that nobody answered for is missing, not hidden; where all answers are
    // special ones somebody did.
    private mutating func primary() {
        for cell in 0..<table.sets.count where counts.answers[cell] > 0 {
            if counts.n[cell] < Int32(rules.respondents) {
                verdicts[cell] = .tooFewRespondents
            } else if cell < table.members.count,
                counts.contributors[cell] < Int32(rules.organizations)
            {
                verdicts[cell] = .tooFewOrganizations
            }
        }
        for cell in table.organizationStart..<table.unitStart where !isShown(cell) {
            hideUnits(of: cell)
        }
        hideRests()
    }

    /// Where all units are shown, what is left of their organization are the respondents without
    /// a unit. If they are few, they count as one more unit that is hidden; if none of them has a
    /// score they protect nobody else, and the smallest unit is hidden beside them.
    private mutating func hideRests() {
        for (place, organization) in table.rests.enumerated() {
            let cell = table.sets.count + place
            guard counts.answers[cell] > 0, counts.n[cell] < Int32(rules.respondents) else {
                continue
            }
            let units = table.cuts.last?.below[table.organizationStart + organization] ?? []
            guard units.allSatisfy({ isShown(Int($0)) }) else { continue }
            if counts.n[cell] > 0 {
                verdicts[cell] = .tooFewRespondents
            } else if let unit = smallest(of: units) {
                verdicts[unit] = .complementary
            }
        }
    }

    private mutating func hideUnits(of cell: Int) {
        guard let units = table.cuts.last?.below[cell] else { return }
        for unit in units where isShown(Int(unit)) && counts.answers[Int(unit)] > 0 {
            verdicts[Int(unit)] = .complementary
        }
    }

    /// The nearest shown cell above, within one cut.
    func holder(of cell: Int, in cut: Int) -> Int? {
        var above = table.cuts[cut].above[cell]
        while above >= 0 {
            if isShown(Int(above)) { return Int(above) }
            above = table.cuts[cut].above[Int(above)]
        }
        return nil
    }

    private mutating func fillResidues() {
        for cut in table.cuts.indices {
            let layout = table.cuts[cut]
            for cell in 0..<table.cellCount
            where layout.above[cell] >= 0 && layout.below[cell].isEmpty && !isShown(cell) {
                addToResidue(of: holder(of: cell, in: cut), cut, counts.n[cell], 1)
            }
        }
    }

    private mutating func addToResidue(of cell: Int?, _ cut: Int, _ n: Int32, _ count: Int32) {
        guard let cell, count > 0 else { return }
        residueN[cut][cell] += n
        residueCount[cut][cell] += count
        if fails(cell, cut) { queue.push(Suspect(n: counts.n[cell], cut: cut, cell: cell)) }
    }

    private func fails(_ cell: Int, _ cut: Int) -> Bool {
        isShown(cell) && residueCount[cut][cell] > 0
            && (residueN[cut][cell] < Int32(rules.respondents)
                || residueCount[cut][cell] < Int32(rules.organizations))
    }

    // Rule 2. One cell is hidden at a time, always for the largest cell that fails.
    private mutating func complementary() {
        while let suspect = queue.pop() {
            guard fails(suspect.cell, suspect.cut) else { continue }
            hide(smallestBelow(suspect.cell, suspect.cut) ?? suspect.cell)
            if fails(suspect.cell, suspect.cut) { queue.push(suspect) }
        }
    }

    /// The topmost shown cell below another with the fewest respondents (ties: smallest id).
    private func smallestBelow(_ cell: Int, _ cut: Int) -> Int? {
        var topmost: [Int32] = []
        var open = table.cuts[cut].below[cell]
        while let next = open.popLast() {
            if isShown(Int(next)) {
                topmost.append(next)
            } else {
                open += table.cuts[cut].below[Int(next)]
            }
        }
        return smallest(of: topmost)
    }

    /// Of some shown cells the one with the fewest respondents; those without a set do not count.
    private func smallest(of cells: [Int32]) -> Int? {
        var best: Int?
        for next in cells {
            let cell = Int(next)
            guard cell < table.sets.count, counts.n[cell] > 0 else { continue }
            if best.map({ precedes(cell, $0) }) ?? true { best = cell }
        }
        return best
    }

    func precedes(_ left: Int, _ right: Int) -> Bool {
        counts.n[left] == counts.n[right]
            ? table.rank[left] < table.rank[right] : counts.n[left] < counts.n[right]
    }

    /// Hides a shown cell and hands what it alone held to the cells above it.
    mutating func hide(_ cell: Int) {
        verdicts[cell] = .complementary
        for cut in table.cuts.indices {
            if table.cuts[cut].below[cell].isEmpty {
                guard table.cuts[cut].above[cell] >= 0 else { continue }
                addToResidue(of: holder(of: cell, in: cut), cut, counts.n[cell], 1)
            } else {
                addToResidue(
                    of: holder(of: cell, in: cut), cut, residueN[cut][cell],
                    residueCount[cut][cell])
            }
        }
        if cell >= table.organizationStart, cell < table.unitStart { hideUnits(of: cell) }
    }

    // Rule 3. Hides one aggregate if some hidden organization can be computed; says whether.
    private mutating func hideOneByAudit() -> Bool {
        guard let organization = CrossCutAudit.determined(self),
            let aggregate = CrossCutAudit.aggregateToHide(for: organization, self)
        else { return false }
        hide(aggregate)
        return true
    }
}

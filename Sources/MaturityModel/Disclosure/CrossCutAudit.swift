/// Rule 3: whether the shown aggregates of all cuts together determine a hidden organization.
///
/// The unknowns are the hidden organizations, the equations the shown aggregates. Within a cut
/// the aggregates are equivalent to their residues, which are disjoint, so an organization is a
/// column with at most one 1 per cut, and organizations in the same residues have the same
/// column.
///
/// What the equations leave open is their kernel: changes of the hidden figures that no shown
/// figure notices. An organization is determined when it is 0 in the whole kernel, and by the
/// figure of another one when the two are in the same proportion in the whole kernel. Two random
/// vectors of the kernel show both, but for accidents of probability 10⁻¹⁰ that would only hide
/// more than needed.
enum CrossCutAudit {
    /// The hidden organization that can be determined, the one with the smallest id if there
    /// are several; nil if none can.
    static func determined(_ gate: RowGate) -> Int? {
        let cuts = gate.table.cuts.count - 1
        guard cuts > 1 else { return nil }
        let classes = HiddenClasses(gate, cuts: cuts)
        // Three organizations with the same column can make up for each other, so no equation
        // singles out one or two of them.
        guard classes.columns.contains(where: { $0.count < 3 }) else { return nil }
        let kernel = KernelSample(classes)
        var found: [Int] = []
        var directions: [UInt64: [Int]] = [:]
        let inverses = Modular.inverses(kernel.vectors[1])
        for (index, column) in classes.columns.enumerated() where column.count < 3 {
            let (x, y) = (kernel.vectors[0][index], kernel.vectors[1][index])
            if x == 0, y == 0 {
                found += column.members
            } else if column.count == 1 {
                // A quotient stands for the direction; the prime itself stands for y = 0.
                let quotient = y == 0 ? Modular.prime : Modular.multiply(x, inverses[index])
                directions[quotient, default: []].append(column.members[0])
            }
        }
        for same in directions.values where same.count > 1 { found += same }
        return found.min()
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

/// The hidden organizations of a row of figures, sorted into classes with the same residues.
struct HiddenClasses {
    /// Organizations that no equation tells apart.
    struct Column {
        /// By cut: the residue's number within the cut, from 0; −1 where there is none.
        let residues: SIMD4<Int32>
        /// How many organizations it has.
        var count = 0
        /// The first two of them.
        var members: [Int] = []
    }

    private(set) var columns: [Column] = []
    /// By cut: how many residues have a hidden organization.
    private(set) var residueCounts = SIMD4<Int32>()

    /// Sorts the hidden organizations; there are at most four cuts of them.
    init(_ gate: RowGate, cuts: Int) {
        let table = gate.table
        let above = table.cuts.map(\.above)
        var numbers = (0..<cuts).map { _ in [Int32](repeating: -1, count: table.cellCount) }
        var index: [SIMD4<Int32>: Int] = [:]
        for organization in 0..<table.organizationCount {
            let cell = table.organizationStart + organization
            guard !gate.isShown(cell) else { continue }
            var residues = SIMD4<Int32>(repeating: -1)
            for cut in 0..<cuts {
                var next = above[cut][cell]
                while next >= 0, !gate.isShown(Int(next)) { next = above[cut][Int(next)] }
                guard next >= 0 else { continue }
                let holder = Int(next)
                if numbers[cut][holder] < 0 {
                    numbers[cut][holder] = residueCounts[cut]
                    residueCounts[cut] += 1
                }
                residues[cut] = numbers[cut][holder]
            }
            guard residues != SIMD4(repeating: -1) else { continue }
            let place = index[residues] ?? columns.count
            if place == columns.count {
                index[residues] = place
                columns.append(Column(residues: residues))
            }
            columns[place].count += 1
            if columns[place].count < 3 { columns[place].members.append(organization) }
        }
    }
}

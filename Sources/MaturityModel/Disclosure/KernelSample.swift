/// Two random vectors of the kernel of a system of residues, by class of organizations.
///
/// The cut with the most residues is solved first: in each of its residues the first class makes
/// up for all others. What is left are columns over the residues of the other cuts, which are
/// few; a basis of them makes up for the rest.
struct KernelSample {
    /// A reduced column in echelon form, scaled so that it leads with 1.
    private struct Pivot {
        let index: Int
        let place: Int
        let column: [UInt64]
        /// The class's own column is Σ factor · earlier pivot + column / scale.
        let factors: [UInt64]
        let scale: UInt64
    }

    /// By vector and class: the sum of the class's organizations.
    private(set) var vectors: [[UInt64]]
    private let classes: HiddenClasses
    /// The cut that is solved first.
    private let widest: Int
    /// Where the residues of each other cut begin in a reduced column.
    private let starts: [Int]
    private let height: Int
    /// The basis cannot become larger: where every class lies in every cut, the entries of a
    /// reduced column add up to 0 within each cut.
    private let rankMaximum: Int
    /// By residue of the widest cut: its first class.
    private var leaders: [Int] = []
    private var pivots: [Pivot] = []

    init(_ classes: HiddenClasses) {
        self.classes = classes
        let counts = classes.residueCounts
        var widest = 0
        for cut in 0..<4 where counts[cut] > counts[widest] { widest = cut }
        self.widest = widest
        var starts: [Int] = []
        var height = 0
        for cut in 0..<4 {
            starts.append(height)
            if cut != widest { height += Int(counts[cut]) }
        }
        self.starts = starts
        self.height = height
        let used = (0..<4).filter { counts[$0] > 0 }
        let isComplete = classes.columns.allSatisfy { column in
            used.allSatisfy { column.residues[$0] >= 0 }
        }
        rankMaximum = isComplete ? height - (used.count - 1) : height
        vectors = [[UInt64]](
            repeating: [UInt64](repeating: 0, count: classes.columns.count), count: 2)
        solve()
    }

    private mutating func solve() {
        leaders = Array(repeating: -1, count: Int(classes.residueCounts[widest]))
        var isFree = [Bool](repeating: true, count: classes.columns.count)
        for (index, column) in classes.columns.enumerated() {
            let residue = Int(column.residues[widest])
            guard residue >= 0, leaders[residue] < 0 else { continue }
            leaders[residue] = index
            isFree[index] = false
        }
        for index in classes.columns.indices where isFree[index] {
            if addToBasis(index) { isFree[index] = false }
        }
        var random = FixedSequence()
        for vector in vectors.indices {
            for index in isFree.indices where isFree[index] {
                vectors[vector][index] = random.next() % Modular.prime
            }
            solveBasis(vector)
            solveLeaders(vector)
        }
    }

    /// The column of a class minus that of its leader, over the residues of the other cuts.
    private func addReduced(_ index: Int, times factor: UInt64, to column: inout [UInt64]) {
        add(index, times: factor, to: &column)
        let residue = Int(classes.columns[index].residues[widest])
        guard residue >= 0 else { return }
        add(leaders[residue], times: Modular.subtract(0, factor), to: &column)
    }

    private func add(_ index: Int, times factor: UInt64, to column: inout [UInt64]) {
        let residues = classes.columns[index].residues
        for cut in 0..<4 where cut != widest && residues[cut] >= 0 {
            let place = starts[cut] + Int(residues[cut])
            column[place] = Modular.add(column[place], factor)
        }
    }

    /// Adds a class to the basis if its reduced column does not depend on it.
    private mutating func addToBasis(_ index: Int) -> Bool {
        guard pivots.count < rankMaximum else { return false }
        var column = [UInt64](repeating: 0, count: height)
        addReduced(index, times: 1, to: &column)
        let factors = eliminate(&column)
        guard let place = column.firstIndex(where: { $0 != 0 }) else { return false }
        let scale = Modular.inverse(column[place])
        pivots.append(
            Pivot(
                index: index, place: place, column: column.map { Modular.multiply($0, scale) },
                factors: factors, scale: scale))
        return true
    }

    /// Subtracts multiples of the pivots, in the order in which they were found, until all
    /// their places are 0; returns the multiples.
    private func eliminate(_ column: inout [UInt64]) -> [UInt64] {
        var factors = [UInt64](repeating: 0, count: pivots.count)
        for (number, pivot) in pivots.enumerated() where column[pivot.place] != 0 {
            let factor = column[pivot.place]
            factors[number] = factor
            for row in 0..<height where pivot.column[row] != 0 {
                column[row] = Modular.subtract(
                    column[row], Modular.multiply(factor, pivot.column[row]))
            }
        }
        return factors
    }

    /// Lets the basis make up for all free classes: Σ basis = −Σ free, from the last pivot back.
    private mutating func solveBasis(_ vector: Int) {
        var sum = [UInt64](repeating: 0, count: height)
        for index in classes.columns.indices where vectors[vector][index] != 0 {
            addReduced(index, times: vectors[vector][index], to: &sum)
        }
        var open = eliminate(&sum)
        for (number, pivot) in pivots.enumerated().reversed() {
            let value = Modular.multiply(Modular.subtract(0, open[number]), pivot.scale)
            vectors[vector][pivot.index] = value
            for (earlier, factor) in pivot.factors.enumerated() where factor != 0 {
                open[earlier] = Modular.add(open[earlier], Modular.multiply(value, factor))
            }
        }
    }

    /// Lets the first class of each residue of the widest cut make up for the others in it.
    private mutating func solveLeaders(_ vector: Int) {
        for (index, column) in classes.columns.enumerated() {
            let residue = Int(column.residues[widest])
            guard residue >= 0, leaders[residue] != index else { continue }
            vectors[vector][leaders[residue]] = Modular.subtract(
                vectors[vector][leaders[residue]], vectors[vector][index])
        }
    }
}

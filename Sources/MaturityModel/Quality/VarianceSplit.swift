/// A one-way analysis of variance with organizations as groups.
struct VarianceSplit {
    let organizations: Int
    /// (MSB − MSW) / (MSB + (k₀ − 1) · MSW) with k₀ the average group size for unequal groups
    /// (Shrout and Fleiss 1979; Bliese 2000).
    let icc1: Double?
    /// (MSB − MSW) / MSB.
    let icc2: Double?

    init(_ groups: [Moments]) {
        let groups = groups.filter { $0.n > 0 }
        organizations = groups.count
        var all = Moments()
        var within = 0.0
        var squaredSizes = 0.0
        for group in groups {
            all.merge(group)
            within += group.squares
            squaredSizes += Double(group.n) * Double(group.n)
        }
        let count = Double(groups.count)
        let n = Double(all.n)
        guard groups.count > 1, all.n > groups.count, let mean = all.mean else {
            icc1 = nil
            icc2 = nil
            return
        }
        let between = groups.reduce(0) { sum, group in
            let distance = (group.mean ?? mean) - mean
            return sum + Double(group.n) * distance * distance
        }
        let betweenSquare = between / (count - 1)
        let withinSquare = within / (n - count)
        let size = (n - squaredSizes / n) / (count - 1)
        let spread = betweenSquare + (size - 1) * withinSquare
        icc1 = spread > 0 ? (betweenSquare - withinSquare) / spread : nil
        icc2 = betweenSquare > 0 ? (betweenSquare - withinSquare) / betweenSquare : nil
    }
}

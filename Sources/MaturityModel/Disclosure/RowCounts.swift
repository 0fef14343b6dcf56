/// How many respondents each cell of one row of figures has.
struct RowCounts: Sendable, Equatable {
    /// By cell of the `SetTable`.
    let n: [Int32]
    /// By aggregate: organizations with at least one of them.
    let contributors: [Int32]

    /// The counts that follow from those of organizations, units and unit-less respondents.
    init(_ table: SetTable, organizations: ArraySlice<Int32>, units: [Int32]) {
        var n = [Int32](repeating: 0, count: table.members.count)
        var contributors = n
        let first = organizations.startIndex
        for (aggregate, members) in table.members.enumerated() {
            var sum: Int32 = 0
            var count: Int32 = 0
            for member in members {
                let respondents = organizations[first + member]
                sum += respondents
                count += respondents > 0 ? 1 : 0
            }
            n[aggregate] = sum
            contributors[aggregate] = count
        }
        self.n = n + organizations + units
        self.contributors = contributors
    }
}

/// How many respondents each cell of one row of figures has.
struct RowCounts: Sendable, Equatable {
    /// What the counts of all cells follow from.
    struct Leaves: Sendable {
        /// By organization.
        let organizations: ArraySlice<Int32>
        /// By unit, then by organization with respondents that have none.
        let units: [Int32]
    }

    /// By cell of the `SetTable`: respondents with a score or a valid answer.
    let n: [Int32]
    /// By cell: respondents who answered at all, special answers included.
    let answers: [Int32]
    /// By aggregate: organizations with at least one of `n`.
    let contributors: [Int32]

    /// The counts that follow from those of leaves; without other answers, those with a score
    /// are all there are.
    init(_ table: SetTable, _ valid: Leaves, answers: Leaves? = nil) {
        var contributors = [Int32](repeating: 0, count: table.members.count)
        let first = valid.organizations.startIndex
        for (aggregate, members) in table.members.enumerated() {
            for member in members where valid.organizations[first + member] > 0 {
                contributors[aggregate] += 1
            }
        }
        n = Self.sums(table, valid)
        self.answers = answers.map { Self.sums(table, $0) } ?? n
        self.contributors = contributors
    }

    private static func sums(_ table: SetTable, _ leaves: Leaves) -> [Int32] {
        let first = leaves.organizations.startIndex
        let aggregates = table.members.map { members in
            members.reduce(Int32(0)) { $0 + leaves.organizations[first + $1] }
        }
        return aggregates + leaves.organizations + leaves.units
    }
}

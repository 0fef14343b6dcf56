import SurveyProtocol

/// Which responses the organization's own results count: the contents of `results/ROUND.json`.
///
/// Figures that moved with every single answer would tell what the last one said. So they stand
/// still until enough responses are new or changed together.
struct FrozenSelection: Codable, Hashable, Sendable {
    /// The names of the sealed files, sorted.
    private(set) var names: [String] = []

    /// Takes the present responses when they differ by at least `minimum` respondents.
    /// - Returns: whether it did.
    mutating func update(to present: [SpoolEntry], minimum: Int) -> Bool {
        let now = Set(present.map(\.name))
        let before = Set(names)
        guard now != before else { return false }
        let changed = Set(now.symmetricDifference(before).map { $0.prefix { $0 != "." } })
        guard changed.count >= minimum else { return false }
        names = now.sorted()
        return true
    }

    /// How many respondents' responses are new or changed since.
    func pending(_ present: [SpoolEntry]) -> Int {
        let difference = Set(present.map(\.name)).symmetricDifference(names)
        return Set(difference.map { $0.prefix { $0 != "." } }).count
    }
}

/// A random round of one item with more organizations and cuts than `RandomCase` has.
enum WideCase {
    /// A round of one item with more organizations than `RandomCase` has.
    static func make(seed: UInt64) -> PlainCase {
        var random = SeededRandom(seed: seed)
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        let root = PlainNode(id: "n0", weight: 1, combine: "mean", share: nil, level: 0)
        root.items = [0]
        let item = PlainItem(
            id: "q0", weight: 1, reverse: false, tags: [], values: [0, 1], specials: [nil, nil])
        let kinds = number(1...4)
        let sectors = number(1...5)
        let parents = number(0...3)
        let count = number(6...26)
        let small = number(10...60)
        let organizations = (0..<count).map { index -> PlainCase.Organization in
            var made = PlainCase.Organization(
                id: "o\(index)", kind: "k\(number(1...kinds))", rows: [])
            if random.chance(90) { made.sector = "s\(number(1...sectors))" }
            if parents > 0, index >= parents, random.chance(80) {
                made.parent = "o\(number(0...(parents - 1)))"
            }
            let n = random.chance(small) ? number(0...4) : number(5...9)
            made.rows = (0..<n).map { _ in ([number(0...1)], nil) }
            return made
        }
        return PlainCase(
            root: root, items: [item], policy: [:], organizations: organizations,
            respondents: 5, minimumOrganizations: 3)
    }
}

/// Draws a random round; the same seed gives the same round.
struct RandomCase {
    private var random: SeededRandom
    private var items: [PlainItem] = []
    private var nodeCount = 0

    static func make(seed: UInt64) -> PlainCase {
        var maker = RandomCase(random: SeededRandom(seed: seed))
        return maker.make()
    }

    private init(random: SeededRandom) {
        self.random = random
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func pick<T>(_ values: [T]) -> T {
        values[number(0...(values.count - 1))]
    }

    private mutating func make() -> PlainCase {
        let depth = number(1...4)
        let root = node(level: 0, depth: depth)
        var policy: [String: String] = [:]
        for special in ["dont-know", "not-applicable", "refused"] {
            policy[special] = pick(["exclude", "exclude", "exclude", "zero", "full"])
        }
        return PlainCase(
            root: root, items: items, policy: policy, organizations: organizations(),
            respondents: number(3...6), minimumOrganizations: number(3...4))
    }

    private mutating func node(level: Int, depth: Int) -> PlainNode {
        let share: Double? = pick([nil, nil, 0, 0.5, 0.75, 1])
        let made = PlainNode(
            id: "n\(nodeCount)", weight: pick([1, 1, 1, 2, 0.5, 3]),
            combine: pick(["mean", "mean", "mean", "geometric", "minimum"]), share: share,
            level: level)
        nodeCount += 1
        if level + 1 == depth || random.chance(15) {
            for _ in 0..<number(1...3) {
                made.items.append(items.count)
                item()
            }
        } else {
            for _ in 0..<number(1...3) {
                made.children.append(node(level: level + 1, depth: depth))
            }
        }
        return made
    }

    private mutating func item() {
        var values: [Double?] = []
        for step in 0..<number(2...5) { values.append(Double(step * number(1...3)) + 0.5) }
        values[0] = -1
        var specials: [String?] = values.map { _ in nil }
        for special in ["dont-know", "not-applicable", "refused"] where random.chance(50) {
            values.append(nil)
            specials.append(special)
        }
        var made = PlainItem(
            id: "q\(items.count)", weight: pick([1, 1, 2, 0.5]), reverse: random.chance(20),
            tags: pick([[], [], ["innovation"], ["efficiency"], ["innovation", "efficiency"]]),
            values: values, specials: specials)
        if !items.isEmpty, random.chance(20) {
            let earlier = number(0...(items.count - 1))
            let options = items[earlier].values.indices.filter { _ in random.chance(60) }
            if !options.isEmpty { made.condition = (earlier, options, random.chance(30)) }
        }
        items.append(made)
    }

    private mutating func organizations() -> [PlainCase.Organization] {
        let count = number(1...11)
        let hasSectors = random.chance(60)
        let hasParents = random.chance(30)
        let hasUnits = random.chance(30)
        let speaks = number(60...100)
        var made: [PlainCase.Organization] = []
        for index in 0..<count {
            var organization = PlainCase.Organization(
                id: "org\(index)", kind: pick(["company", "department", "department"]), rows: [])
            if hasSectors, random.chance(85) { organization.sector = pick(["s1", "s2", "s3"]) }
            if hasParents, index > 0, random.chance(70) {
                organization.parent = "org\(number(0...(index - 1)))"
            }
            if random.chance(85) { organization.invited = number(0...14) }
            if random.chance(85) { organization.employees = number(0...500) }
            for _ in 0..<pick([0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 8, 9, 12]) {
                let unit = hasUnits && random.chance(90) ? pick(["u1", "u2", "u3"]) : nil
                organization.rows.append((row(speaks), unit))
            }
            made.append(organization)
        }
        return made
    }

    private mutating func row(_ speaks: Int) -> [Int?] {
        items.map { item in
            random.chance(speaks) ? number(0...(item.values.count - 1)) : nil
        }
    }
}

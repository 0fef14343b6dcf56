import MaturityModel

/// A random round whose responses arrive in two or three portions, with a snapshot after each.
enum SuccessiveCase {
    static func make(seed: UInt64) throws -> [PlainCase] {
        var random = SeededRandom(seed: seed ^ 0x5EED)
        var cases = [WideCase.make(seed: seed)]
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            var next = cases[cases.count - 1]
            let arriving = Int.random(in: 1...3, using: &random)
            for _ in 0..<arriving {
                let place = Int.random(in: 0..<next.organizations.count, using: &random)
                // Mostly as many as may change a shown figure.
                let many = random.chance(80)
                let count = Int.random(in: many ? 5...8 : 1...4, using: &random)
                for _ in 0..<count {
                    next.organizations[place].rows.append(
                        ([Int.random(in: 0...1, using: &random)], nil))
                }
            }
            cases.append(next)
        }
        return cases
    }
}

import Testing

@testable import MaturityModel

@Suite("An attacker with linear algebra")
struct AttackTests {
    /// Seeds of which the attacker learns something under some rules.
    private func successes(
        in seeds: Range<UInt64>, _ make: (UInt64) -> PlainCase = { RandomCase.make(seed: $0) },
        _ change: (inout DisclosureRules) -> Void
    ) throws -> [UInt64] {
        try seeds.filter { seed in
            let results = try make(seed).results()
            var rules = DisclosureRules(results.settings)
            change(&rules)
            let released = DisclosureGate.release(results, audience: .internal, rules, lanes: 1)
            return !Attacker(released: released).spoils().isEmpty
        }
    }

    @Test("learns nothing about any hidden organization or unit")
    func fails() throws {
        let found = try successes(in: Cases.seeds()) { _ in }
        #expect(found.isEmpty, "replay: SURVEY_SEED=\(found.first ?? 0) SURVEY_CASES=1")
    }

    @Test("learns nothing about hidden organizations of larger groups with three cuts")
    func failsWidely() throws {
        let found = try successes(in: Cases.seeds(), { WideCase.make(seed: $0) }) { _ in }
        #expect(found.isEmpty, "replay: SURVEY_SEED=\(found.first ?? 0) SURVEY_CASES=1")
    }

    @Test("succeeds when nothing is hidden but small cells")
    func withoutComplementary() throws {
        #expect(try !successes(in: 1..<60) { $0.complementary = false }.isEmpty)
    }

    @Test("succeeds when cuts are not audited together")
    func withoutAudit() throws {
        #expect(try !successes(in: 1..<200) { $0.audit = false }.isEmpty)
    }

    @Test("succeeds when means by known sizes are given next to hidden organizations")
    func withoutWithholding() throws {
        #expect(try !successes(in: 1..<60) { $0.withholding = false }.isEmpty)
    }

    @Test("gets a hidden organization's exact mean when means by known sizes are given")
    func worked() throws {
        let results = try GoldenGroup.results()
        var rules = DisclosureRules(results.settings)
        rules.withholding = false
        let released = DisclosureGate.release(results, audience: .internal, rules, lanes: 1)
        let group = try released.figures("maturity", .group)
        let b = try #require(try released.figures("maturity", .organization("b")).mean)
        let means = try #require(group.weightings)
        // Three equations in the means of A, C and D, solved by elimination.
        let plain = means.byOrganization * 4 - b
        let invited = try #require(means.byInvited) * 37 - 20 * b
        let employees = try #require(means.byEmployees) * 2_080 - 1_500 * b
        // 8a + 5c + 4d and 400a + 120c + 60d with a = plain − c − d.
        let (r1, c1, d1) = (invited - 8 * plain, 5.0 - 8, 4.0 - 8)
        let (r2, c2, d2) = (employees - 400 * plain, 120.0 - 400, 60.0 - 400)
        let d = (r2 * c1 - r1 * c2) / (d2 * c1 - d1 * c2)
        #expect(near(d, 85, within: 1e-6))
    }
}

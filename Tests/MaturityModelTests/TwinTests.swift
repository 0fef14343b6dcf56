import MaturityModel
import Testing

@Suite("A naive second implementation")
struct TwinTests {
    @Test("computes the same cells and hides the same ones")
    func agrees() throws {
        for seed in Cases.seeds() {
            let audience = Audience.allCases[Int(seed % 3)]
            let plain = RandomCase.make(seed: seed)
            let released = DisclosureGate.release(try plain.results(), audience: audience)
            var comparison = TwinComparison(TwinRound(plain), released)
            comparison.run()
            let found = comparison.differences.prefix(5).joined(separator: "\n")
            #expect(
                comparison.differences.isEmpty,
                "\(found)\nreplay: SURVEY_SEED=\(seed) SURVEY_CASES=1 swift test --filter TwinTests"
            )
            if !comparison.differences.isEmpty { return }
        }
    }
}

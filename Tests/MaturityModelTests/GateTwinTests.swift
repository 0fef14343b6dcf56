import MaturityModel
import Testing

@Suite("A naive second disclosure control")
struct GateTwinTests {
    @Test("hides the same cells of larger groups with three cuts")
    func agrees() throws {
        for seed in Cases.seeds() {
            let plain = WideCase.make(seed: seed)
            let released = DisclosureGate.release(try plain.results(), audience: .internal)
            let expected = TwinRound(plain).hidden { $0.nodes[0] != nil }
            for set in released.sets {
                let found = try released.cell("n0", set).hidden?.rawValue
                #expect(
                    found == expected[set.text],
                    "\(set.text), replay: SURVEY_SEED=\(seed) SURVEY_CASES=1")
            }
        }
    }
}

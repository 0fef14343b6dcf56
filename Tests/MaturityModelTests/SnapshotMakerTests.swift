import MaturityModel
import Testing

@Suite("A snapshot made of one organization after the other")
struct SnapshotMakerTests {
    @Test("has the bytes of one that is made of all at once, wherever they are cut")
    func bytes() throws {
        var random = SeededRandom(seed: 23)
        for seed in Cases.seeds(default: 40) {
            let plain = RandomCase.make(seed: seed)
            let whole = try plain.results()
            let bytes = try Self.pieces(plain) { random.chance(30) }
            #expect(bytes.pieces.flatMap { $0 } == whole.snapshotBytes(), "seed \(seed)")
            #expect(bytes.responses == whole.responses, "seed \(seed)")
        }
    }

    @Test("is refused for a byte that is no option, and names the organization")
    func unknownCode() throws {
        let questionnaire = try Instrument.flat(2)
        let roster = try Roster(
            ["a", "b"].map { RosterOrganization($0, name: $0, kind: "company") })
        var scorer = OrganizationScorer(ScoringPlan(questionnaire), lanes: 1)
        var answers = OrganizationAnswers(itemCount: 2)
        answers.append(row: [0, 200])
        var maker = SnapshotMaker(
            ScoringPlan(questionnaire), roster: roster, settings: try #require(RoundSettings()))
        maker.add(nil)
        maker.add(SnapshotEntry(scorer.score(answers)))
        let fault: AggregationFault?
        do throws(AggregationFault) {
            _ = try maker.closed()
            fault = nil
        } catch {
            fault = error
        }
        #expect(fault == .unknownCode(organization: "b"))
    }

    /// A snapshot's bytes in pieces, and how many responses it is of.
    private static func pieces(
        _ plain: PlainCase, cut: () -> Bool
    ) throws -> (pieces: [[UInt8]], responses: Int) {
        let plan = ScoringPlan(try plain.questionnaire())
        let roster = try plain.roster()
        let answers = plain.answers()
        var scorer = OrganizationScorer(plan, lanes: 1)
        var maker = SnapshotMaker(plan, roster: roster, settings: try plain.settings())
        var pieces: [[UInt8]] = []
        for organization in roster.organizations {
            maker.add(answers[organization.id].map { SnapshotEntry(scorer.score($0)) })
            if cut() { pieces.append(maker.takeBytes()) }
        }
        let responses = maker.responses
        return (pieces + [try maker.closed()], responses)
    }
}

import MaturityModel
import Testing

@Suite("Results")
struct ResultsTests {
    @Test("have the same bytes for any number of lanes")
    func lanes() throws {
        for seed in Cases.seeds(default: 40) {
            let plain = RandomCase.make(seed: seed)
            let one = try plain.results(lanes: 1)
            for lanes in [2, 3, 7, 16] {
                let many = try plain.results(lanes: lanes)
                #expect(
                    many.snapshotBytes(lanes: lanes) == one.snapshotBytes(), "seed \(seed)")
            }
        }
    }

    @Test("have the same bytes for any number of lanes when chunks are many")
    func chunks() throws {
        let questionnaire = try Instrument.flat(3, combine: "geometric", share: 0.5)
        var random = SeededRandom(seed: 11)
        var answers = OrganizationAnswers(itemCount: 3)
        for _ in 0..<9_000 {
            let row = (0..<3).map { _ in UInt8.random(in: 0...7, using: &random) }
            answers.append(row: row, unit: random.chance(70) ? "u\(random.next() % 3)" : nil)
        }
        let roster = try Roster([RosterOrganization("one", name: "One", kind: "company")])
        let settings = try #require(RoundSettings())
        let snapshots = try [1, 2, 3, 7, 16].map { lanes in
            try Aggregation.results(
                questionnaire: questionnaire, roster: roster, answers: ["one": answers],
                settings: settings, lanes: lanes
            ).snapshotBytes()
        }
        #expect(Set(snapshots).count == 1)
    }

    @Test("are read back from their snapshot, equal and to the same bytes")
    func snapshot() throws {
        for seed in Cases.seeds(default: 40) {
            let results = try RandomCase.make(seed: seed).results()
            let bytes = results.snapshotBytes()
            let again = try JSON.read(Results.self, bytes)
            #expect(again == results, "seed \(seed)")
            #expect(again.snapshotBytes() == bytes, "seed \(seed)")
        }
    }

    @Test("are released alike by any number of lanes")
    func release() throws {
        for seed in Cases.seeds(default: 20) {
            let results = try RandomCase.make(seed: seed).results()
            let header = Sample.header
            let one = DisclosureGate.release(results, audience: .internal, lanes: 1)
            let many = DisclosureGate.release(results, audience: .internal, lanes: 5)
            #expect(one.json(header: header) == many.json(header: header), "seed \(seed)")
        }
    }

    @Test("do not depend on the order of the roster")
    func order() throws {
        var plain = RandomCase.make(seed: 3)
        let bytes = try plain.results().snapshotBytes()
        plain.organizations.reverse()
        #expect(try plain.results().snapshotBytes() == bytes)
    }

    @Test("refuse answers that do not fit")
    func refusals() throws {
        let questionnaire = try Instrument.flat(2)
        let roster = try Roster([RosterOrganization("one", name: "One", kind: "company")])
        let settings = try #require(RoundSettings())
        func fault(_ id: String, _ row: [UInt8]) -> AggregationFault? {
            var answers = OrganizationAnswers(itemCount: row.count)
            answers.append(row: row)
            do throws(AggregationFault) {
                _ = try Aggregation.results(
                    questionnaire: questionnaire, roster: roster, answers: [id: answers],
                    settings: settings, lanes: 1)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault("one", [0, 255]) == nil)
        #expect(fault("two", [0, 255]) == .unknownOrganization("two"))
        #expect(fault("one", [0]) == .itemCount(organization: "one"))
        #expect(fault("one", [0, 8]) == .unknownCode(organization: "one"))
        #expect(fault("one", [0, 200]) == .unknownCode(organization: "one"))
    }

    @Test("count answers to irrelevant items as dropped and not as answers")
    func dropped() throws {
        let questionnaire = try Instrument.read(FaultCase.valid)
        let released = try Sample.results([[0, 1], [1, 1], [0, 255]], questionnaire)
        #expect(released.quality.droppedAnswers == 1)
        let set = try #require(released.setIndex(of: .organization("one")))
        #expect(released.item(1, set: set).figures?.n == 1)
        #expect(try released.figures("root", .organization("one")).n == 3)
    }

    @Test("flag more responses than invited people and know no rate for nobody invited")
    func rates() throws {
        let questionnaire = try Instrument.flat(1)
        var answers = OrganizationAnswers(itemCount: 1)
        for _ in 0..<6 { answers.append(row: [2]) }
        let roster = try Roster(
            [("many", 4), ("none", 0), ("unknown", nil)].map { id, invited in
                RosterOrganization(
                    id, name: id, kind: "company", size: RosterSize(invited: invited))
            })
        let settings = try #require(RoundSettings())
        let released = DisclosureGate.release(
            try Aggregation.results(
                questionnaire: questionnaire, roster: roster,
                answers: ["many": answers, "none": answers, "unknown": answers],
                settings: settings, lanes: 1), audience: .internal)
        let many = try released.figures("maturity", .organization("many"))
        #expect(many.responseRate == 1.5)
        #expect(many.overInvited)
        let none = try released.figures("maturity", .organization("none"))
        #expect(none.responseRate == nil)
        #expect(none.overInvited)
        let unknown = try released.figures("maturity", .organization("unknown"))
        #expect(unknown.responseRate == nil)
        #expect(!unknown.overInvited)
        #expect(try released.figures("maturity", .group).responseRate == nil)
    }
}

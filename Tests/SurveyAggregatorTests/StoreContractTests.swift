import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("Every store gives the same verdicts")
struct StoreContractTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    /// A line of one of a few responses, so that every rule is met sooner or later.
    private func line(_ random: inout SplitMix, after base: UInt64) -> [UInt8] {
        let number = base + UInt64.random(in: 1...4, using: &random)
        let codes = (0..<3).map { _ in String(Int.random(in: 1...3, using: &random)) }
        var response = fixture.response(number, codes: codes)
        response.revision = Int.random(in: 1...3, using: &random)
        if response.revision > 1 {
            var earlier = fixture.response(number, codes: ["1", "1", "1"])
            earlier.revision = response.revision - 1
            if earlier.revision > 1 { earlier.replaces = Digest.sha256(of: [1]) }
            response.replaces =
                Bool.random(using: &random)
                ? Digest.sha256(of: earlier.sealed()) : Digest.sha256(of: [1])
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: response.respondent = "token-of-respondent-\(base + 1)"
        case 1: response.questionnaire = Digest.sha256(of: [2])
        case 2: response.organization = "gamma"
        case 3: response.answers[0].item = "q9"
        default: break
        }
        return response.sealed()
    }

    /// A few batches of responses that nothing else is about.
    private func batches(seed: UInt64) throws -> [Batch] {
        var random = SplitMix(seed: seed)
        let base = seed >> 8 & 0xFFFF_FFF0
        var sent: [[UInt8]] = []
        return try (0..<4).map { _ in
            let count = Int.random(in: 1...6, using: &random)
            let lines = (0..<count).map { _ -> [UInt8] in
                let isSentAgain = Int.random(in: 0..<4, using: &random) == 0
                let made = line(&random, after: base)
                return isSentAgain ? sent.randomElement(using: &random) ?? made : made
            }
            sent += lines
            let isLate = Int.random(in: 0..<9, using: &random) == 0
            var reader = BatchReader(sender: try fixture.sender(admission: isLate ? .late : .open))
            return try reader.read(Array(lines.joined(separator: [0x0A])))
        }
    }

    @Test("memory and SQLite agree on random batches, line by line")
    func agree() throws {
        let memory = MemoryStore()
        var met: Set<Verdict> = []
        let seeds = Cases.seeds(200)
        for seed in seeds {
            for batch in try batches(seed: seed) {
                let moment = Timestamp(milliseconds: 1_000)
                let expected = try memory.store([batch], at: moment)
                let found = try fixture.aggregator.store.store([batch], at: moment)
                #expect(found == expected, "replay: SURVEY_SEED=\(seed)")
                met.formUnion(found.joined().map(\.verdict))
            }
        }
        try expectSameAnswers(memory)
        let stored = try fixture.stored()
        #expect(stored.map(\.bytes) == memory.table.rows.map(\.bytes))
        #expect(stored.map(\.sequence) == memory.table.rows.map(\.place.sequence))
        if seeds.count >= 100 { #expect(met == Set(Verdict.allCases), "every verdict was met") }
    }

    /// What aggregation reads of blocks is the newest revision of each row of the memory twin.
    private func expectSameAnswers(_ memory: MemoryStore) throws {
        var newest: [ResponseID: MemoryResponseTable.Row] = [:]
        for row in memory.table.rows where row.revision >= newest[row.id]?.revision ?? 0 {
            newest[row.id] = row
        }
        let expected = newest.values.sorted { $0.id < $1.id }
        let key = try #require(try fixture.sender().organizationKey)
        try fixture.aggregator.reader.read { database in
            var rows = AnswerRows(itemCount: Fixture.items.count)
            let query = try AnswerQuery(database, through: .max)
            try query.append(key, to: &rows)
            #expect(rows.codes == expected.flatMap(\.codes))
            #expect(try query.count(key) == expected.count)
        }
    }

    @Test("an organization's one agreed answer is found in its batch, its commit and its store")
    func joint() throws {
        let fixture = try Fixture(mode: .joint)
        let memory = MemoryStore()
        for first in [1, 4] as [UInt64] {
            let batches = try [[first], [first + 1, first + 2]].map { numbers in
                var reader = BatchReader(sender: try fixture.sender())
                let lines = numbers.map { fixture.response($0).sealed() }
                return try reader.read(Array(lines.joined(separator: [0x0A])))
            }
            let moment = Timestamp(milliseconds: 1_000)
            let found = try fixture.aggregator.store.store(batches, at: moment)
            #expect(try found == memory.store(batches, at: moment))
            let verdicts = found.joined().map(\.verdict)
            let once: Verdict = first == 1 ? .accepted : .quarantined
            #expect(verdicts == [once, .quarantined, .quarantined])
        }
    }

    @Test("a batch that the store cannot take leaves nothing behind")
    func allOrNothing() throws {
        var reader = BatchReader(sender: try fixture.sender())
        var batch = try reader.read(
            Array(
                [fixture.response(1), fixture.response(2)].map { $0.sealed() }
                    .joined(separator: [0x0A])))
        batch.agent = 4_711
        #expect(throws: AggregatorError.self, "the agent is unknown to the store") {
            try fixture.aggregator.store.store([batch], at: .now())
        }
        #expect(try fixture.stored().isEmpty)
    }
}

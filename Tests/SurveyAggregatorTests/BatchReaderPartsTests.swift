import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("A body read on several threads is the same batch")
struct BatchReaderPartsTests {
    /// A body of sound, faulty and empty lines, with either kind of line end.
    private func body(_ fixture: Fixture, _ random: inout SplitMix) -> [UInt8] {
        var body: [UInt8] = []
        for number in 0..<UInt64.random(in: 0...40, using: &random) {
            var response = fixture.response(number + 1)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: response.answers[0].item = "q9"
            case 1: response.organization = "gamma"
            case 2: response.unit = "East"
            default: break
            }
            let line = response.sealed()
            let isCut = Int.random(in: 0..<9, using: &random) == 0
            body += isCut ? line.prefix(Int.random(in: 0..<line.count, using: &random)) : line[...]
            if Bool.random(using: &random) { body.append(0x0D) }
            body.append(0x0A)
            if Int.random(in: 0..<5, using: &random) == 0 { body.append(0x0A) }
        }
        if Bool.random(using: &random), !body.isEmpty { body.removeLast() }
        return body
    }

    @Test("whatever the lines, and however many parts")
    func parts() throws {
        let fixture = try Fixture()
        let sender = try fixture.sender()
        for seed in Cases.seeds(60) {
            var random = SplitMix(seed: seed)
            let body = body(fixture, &random)
            let whole = try BatchReader.read(body, from: sender, parts: 1)
            for count in [2, 3, 7, 64] {
                let parts = try BatchReader.read(body, from: sender, parts: count)
                #expect(parts.lines == whole.lines, "replay: SURVEY_SEED=\(seed)")
                #expect(parts.codes == whole.codes, "replay: SURVEY_SEED=\(seed)")
                #expect(parts.bytes == body)
            }
        }
    }

    @Test("the limit of lines is that of the whole body", arguments: [1, 2, 5])
    func limits(count: Int) throws {
        let sender = try Fixture().sender()
        for line in ["x\n", "\n"] {
            let most = String(repeating: line, count: Limits.batchResponsesMaximum)
            let batch = try BatchReader.read(Array(most.utf8), from: sender, parts: count)
            #expect(batch.lines.count == (line == "\n" ? 0 : Limits.batchResponsesMaximum))
            let error = #expect(throws: Problem.self) {
                try BatchReader.read(Array((most + line).utf8), from: sender, parts: count)
            }
            #expect(error?.code == .batchTooLarge)
        }
    }

    @Test("a body takes all cores only while nothing else is to be done")
    func threads() async throws {
        let lanes = ReadingLanes(lanes: 3)
        let alone = try await lanes.run(of: 1, bytes: 1) {
            [lanes.threads(whileStoring: false), lanes.threads(whileStoring: true)]
        }
        #expect(alone == [4, 3])
    }
}

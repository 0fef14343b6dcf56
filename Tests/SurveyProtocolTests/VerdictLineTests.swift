import Foundation
import SurveyProtocol
import Testing

@Suite("Verdict lines")
struct VerdictLineTests {
    @Test("every vector of a verdict line is read as it says and written to the same bytes")
    func everyVectorHolds() throws {
        let vectors = try VectorFolder.load("verdicts", as: LineVector<Verdict>.self)
        #expect(vectors.count >= 20)
        #expect(Set(vectors.compactMap(\.vector.expect.values.outcome)) == Set(Verdict.allCases))
        for (name, vector) in vectors {
            let line = vector.read(as: VerdictLine.self)
            #expect((line != nil) == vector.expect.reads, "\(name): \(vector.about)")
            guard let line else { continue }
            let values = LineVector<Verdict>.Values(
                id: line.id, revision: line.revision, digest: line.digest, outcome: line.verdict,
                receipt: line.receipt, code: line.problem?.code, detail: line.problem?.detail)
            #expect(values == vector.expect.values, "\(name)")
            var written: [UInt8] = []
            line.append(to: &written)
            if vector.expect.written {
                #expect(written == Array(vector.line.utf8) + [0x0A], "\(name)")
            }
        }
    }

    @Test("a written line is one line that is read with the same values")
    func writtenIsReadBack() throws {
        var generator = RandomResponse(seed: 51)
        for number in 1...1_000 {
            let line = Self.line(&generator)
            var bytes: [UInt8] = []
            line.append(to: &bytes)
            #expect(bytes.filter { $0 == 0x0A }.count == 1 && bytes.last == 0x0A)
            let read = try JSONDecoder().decode(VerdictLine.self, from: Data(bytes))
            #expect(read == line, "seed 51, line \(number)")
        }
    }

    @Test("a response counts as received when it is accepted, a duplicate or superseded")
    func threeVerdictsAreReceived() {
        let received = Set(Verdict.allCases.filter(\.isReceived))
        #expect(received == [.accepted, .duplicate, .superseded])
    }

    private static func line(_ generator: inout RandomResponse) -> VerdictLine {
        let response = generator.response()
        let isNamed = generator.random.chance(80)
        let receipt = Receipt(
            server: generator.identifier(), epoch: generator.random.number(1...9),
            sequence: generator.random.number(1...1_000_000), receivedAt: generator.time())
        let problem = Problem(generator.random.pick(ProblemCode.allCases), generator.unit())
        return VerdictLine(
            of: (isNamed ? response.id : nil, isNamed ? response.revision : nil),
            digest: generator.digest(), verdict: generator.random.pick(Verdict.allCases),
            receipt: generator.random.chance(60) ? receipt : nil,
            problem: generator.random.chance(50) ? problem : nil)
    }
}

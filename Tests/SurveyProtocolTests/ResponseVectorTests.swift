import SurveyProtocol
import Testing

@Suite("The vectors of responses")
struct ResponseVectorTests {
    private let vectors: [(name: String, vector: ResponseVector)]

    init() throws {
        vectors = try VectorFolder.load("responses", as: ResponseVector.self)
    }

    @Test("every vector is read as it says or refused with the problem it names")
    func everyVectorHolds() throws {
        var parser = ResponseParser()
        for (name, vector) in vectors {
            let line = try #require(vector.bytes, "\(name) has one form of line")
            do throws(Problem) {
                let response = try Response(reading: line, with: &parser)
                #expect(vector.expect.parses == true, "\(name) is taken: \(vector.about)")
                check(response, name, vector.expect)
            } catch {
                #expect(error.code == vector.expect.problem, "\(name): \(error.detail)")
                #expect(parser.id == vector.expect.id, "\(name) echoes its id")
                #expect(parser.revision == vector.expect.revision, "\(name) echoes its revision")
                #expect(!error.detail.isEmpty, "\(name) has a detail")
            }
        }
    }

    private func check(
        _ response: Response, _ name: String, _ expected: ResponseVector.Expectation
    ) {
        #expect(expected.values != nil || expected.counts != nil, "\(name) states what is read")
        if let values = expected.values {
            #expect(values.format == Response.format)
            #expect(response == values.response, "\(name)")
            let unit = response.unit.map { Array($0.utf8) }
            #expect(unit == values.unit.map { Array($0.utf8) }, "\(name) keeps the unit's bytes")
        }
        if let counts = expected.counts {
            #expect(counts["answers"] == response.answers.count, "\(name)")
            #expect(counts["background"] == response.background.count, "\(name)")
        }
    }

    @Test("vectors in the form that sealing writes are sealed to the same bytes")
    func canonicalVectorsAreSealedAlike() throws {
        for name in ["good-minimal", "good-full", "good-revision-2", "good-unicode-unit"] {
            let vector = try #require(vectors.first { $0.name == name }?.vector)
            let values = try #require(vector.expect.values)
            #expect(values.response.sealed() == vector.bytes, "\(name)")
        }
    }

    @Test("there are vectors for every problem that a line can have by itself")
    func everyLineProblemHasAVector() {
        let expectations = vectors.map(\.vector.expect)
        let codes = Set(expectations.compactMap { $0.problem ?? $0.laterProblem })
        let expected: Set<ProblemCode> = [
            .responseMalformed, .responseTooLong, .responseFormatUnknown, .memberUnknown,
            .memberMissing, .memberRepeated, .memberInvalid,
        ]
        #expect(codes == expected)
        #expect(vectors.count >= 200)
    }

    @Test("every vector says in a sentence what it is about")
    func everyVectorIsExplained() {
        for (name, vector) in vectors {
            #expect(vector.about.hasSuffix("."), "\(name)")
            let isGood = name.hasPrefix("good-")
            #expect(isGood == (vector.expect.parses == true), "\(name) is named for its outcome")
            #expect(isGood == (vector.expect.problem == nil), "\(name) expects one outcome")
        }
    }
}

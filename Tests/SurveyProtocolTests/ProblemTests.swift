import Foundation
import SurveyProtocol
import Testing

@Suite("Problems")
struct ProblemTests {
    private struct Vector: Decodable {
        struct Expectation: Decodable {
            let reads: Bool
            let written: Bool?
            let code: ProblemCode?
            let detail: String?
        }

        let about: String
        let problem: String
        let expect: Expectation
    }

    @Test("every vector of a problem is read as it says and written to the same bytes")
    func everyVectorHolds() throws {
        let vectors = try VectorFolder.load("problems", as: Vector.self)
        #expect(vectors.count >= 10)
        for (name, vector) in vectors {
            let problem = try? JSONDecoder().decode(
                Problem.self, from: Data(vector.problem.utf8))
            #expect((problem != nil) == vector.expect.reads, "\(name): \(vector.about)")
            #expect(problem?.code == vector.expect.code, "\(name)")
            #expect(problem?.detail == vector.expect.detail, "\(name)")
            guard let problem, vector.expect.written == true else { continue }
            var written: [UInt8] = []
            problem.appendJSON(to: &written)
            #expect(String(decoding: written, as: UTF8.self) == vector.problem, "\(name)")
        }
    }

    @Test("every code is one of a kind, and so is what is said of it")
    func everyCodeIsUnique() {
        let codes = ProblemCode.allCases
        #expect(Set(codes.map(\.rawValue)).count == codes.count)
        #expect(Set(codes.map(\.title)).count == codes.count)
        for code in codes {
            let isKebab = code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil
            #expect(isKebab, "\(code.rawValue)")
        }
    }

    @Test("every code has an error status, a title and a hint in sentences")
    func everyCodeHasARow() {
        for code in ProblemCode.allCases {
            #expect((400...599).contains(code.status), "\(code.rawValue)")
            for text in [code.title, code.hint] {
                #expect(text.count >= 15 && text.hasSuffix("."), "\(code.rawValue)")
                #expect(!text.contains("|"), "\(code.rawValue) fits a table")
            }
        }
    }

    @Test("the disposition of a code goes with its status")
    func dispositionGoesWithStatus() {
        let passing: Set<Int> = [408, 425, 429, 500, 502, 503, 504]
        for code in ProblemCode.allCases {
            switch code.disposition {
            case .refuse: #expect(code.status == 422, "\(code.rawValue)")
            case .quarantine: #expect(code.status == 409, "\(code.rawValue)")
            case .stop: #expect(!passing.contains(code.status), "\(code.rawValue)")
            case .retry: break
            }
            if passing.contains(code.status) {
                #expect(code.disposition == .retry, "\(code.rawValue)")
            }
        }
    }

    @Test("a problem is read back from both ways of writing it")
    func writtenIsReadBack() throws {
        for code in ProblemCode.allCases {
            let problem = Problem(code, "of `\"x\\y\"`\u{1}\n")
            var bytes: [UInt8] = []
            problem.appendJSON(to: &bytes)
            let decoder = JSONDecoder()
            #expect(try decoder.decode(Problem.self, from: Data(bytes)) == problem)
            let encoded = try JSONEncoder().encode(problem)
            #expect(try decoder.decode(Problem.self, from: encoded) == problem)
            let written = try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary
            let other = try JSONSerialization.jsonObject(with: encoded) as? NSDictionary
            #expect(written != nil && written == other, "\(code.rawValue)")
        }
    }
}

import Foundation
import SurveyProtocol
import Testing

@Suite("Reconcile lines")
struct ReconcileTests {
    private struct Vector: Decodable {
        struct Expectation: Decodable {
            let reads: Bool
            let id: ResponseID?
            let revision: Int?
            let digest: Digest?
            let state: HeldState?
            let receipt: Receipt?
            let problem: ProblemValues?
        }

        let about: String
        let line: String
        let expect: Expectation
    }

    private struct ProblemValues: Decodable {
        let code: ProblemCode
        let detail: String
    }

    @Test("every vector of an answer to a reconcile request is read as it says")
    func everyVectorHolds() throws {
        let vectors = try VectorFolder.load("reconcile", as: Vector.self)
        #expect(Set(vectors.compactMap(\.vector.expect.state)) == Set(HeldState.allCases))
        for (name, vector) in vectors {
            let answer = try? JSONDecoder().decode(
                ReconcileAnswer.self, from: Data(vector.line.utf8))
            #expect((answer != nil) == vector.expect.reads, "\(name): \(vector.about)")
            guard let answer else { continue }
            #expect(answer.id == vector.expect.id, "\(name)")
            #expect(answer.revision == vector.expect.revision, "\(name)")
            #expect(answer.digest == vector.expect.digest, "\(name)")
            #expect(answer.state == vector.expect.state, "\(name)")
            #expect(answer.receipt == vector.expect.receipt, "\(name)")
            #expect(answer.problem?.code == vector.expect.problem?.code, "\(name)")
            #expect(answer.problem?.detail == vector.expect.problem?.detail, "\(name)")
        }
    }
}

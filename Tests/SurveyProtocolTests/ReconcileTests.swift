import SurveyProtocol
import Testing

@Suite("Reconcile lines")
struct ReconcileTests {
    @Test("every vector of an answer to a reconcile request is read as it says")
    func everyVectorHolds() throws {
        let vectors = try VectorFolder.load("reconcile", as: LineVector<HeldState>.self)
        #expect(
            Set(vectors.compactMap(\.vector.expect.values.outcome)) == Set(HeldState.allCases))
        for (name, vector) in vectors {
            let answer = vector.read(as: ReconcileAnswer.self)
            #expect((answer != nil) == vector.expect.reads, "\(name): \(vector.about)")
            guard let answer else { continue }
            let values = LineVector<HeldState>.Values(
                id: answer.id, revision: answer.revision, digest: answer.digest,
                outcome: answer.state, receipt: answer.receipt, code: answer.problem?.code,
                detail: answer.problem?.detail)
            #expect(values == vector.expect.values, "\(name)")
        }
    }
}

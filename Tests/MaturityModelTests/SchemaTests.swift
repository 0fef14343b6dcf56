import Foundation
import MaturityModel
import Testing

@Suite("The JSON Schema of questionnaires")
struct SchemaTests {
    /// What only the reader can see: it depends on more than one place of the document.
    private static let beyondSchema: Set<QuestionnaireFault.Code> = [
        .duplicateIdentifier, .duplicateCode, .duplicateMember, .unknownScale, .unknownItem,
        .unknownCode, .unknownLanguage, .missingLanguage, .tooFewValues, .reservedIdentifier,
        .limitExceeded, .emptyText, .levelNames,
    ]

    /// Read once, because it is checked against many documents.
    private static let read = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "questionnaires/schema.json")
        return SchemaCheck(try JSON.read(Array(Data(contentsOf: file))))
    }

    private func schema() throws -> SchemaCheck { try Self.read.get() }

    @Test("accepts what the reader accepts")
    func accepts() throws {
        let schema = try schema()
        #expect(schema.faults(FaultCase.valid) == [])
        for seed in Cases.seeds(default: 50) {
            let questionnaire = try RandomCase.make(seed: seed).questionnaire()
            let faults = schema.faults(questionnaire.document())
            #expect(faults == [], "replay: SURVEY_SEED=\(seed) SURVEY_CASES=1")
            if !faults.isEmpty { return }
        }
    }

    @Test("refuses every fault that one place shows", arguments: FaultCase.all)
    func refuses(wrong: FaultCase) throws {
        guard !Self.beyondSchema.contains(wrong.code) else { return }
        #expect(try !schema().faults(wrong.document).isEmpty)
    }
}

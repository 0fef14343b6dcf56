import MaturityModel
import Testing

@Suite("Faults in questionnaires")
struct QuestionnaireFaultTests {
    private func faults(_ document: DocumentNode) -> [QuestionnaireFault] {
        switch QuestionnaireReader.read(document) {
        case .success: []
        case .failure(let found): found.faults
        }
    }

    @Test("are reported with their code and place", arguments: FaultCase.all)
    func each(wrong: FaultCase) {
        let found = faults(wrong.document)
        #expect(
            found.contains { $0.code == wrong.code && $0.path == wrong.path },
            "\(found.map(\.description))")
        #expect(found.allSatisfy { !$0.message.isEmpty && !$0.hint.isEmpty })
    }

    @Test("do not occur in the document that the cases start from")
    func valid() {
        #expect(faults(FaultCase.valid).isEmpty)
    }

    @Test("are all reported at once, each with its line")
    func several() {
        let bad = DocumentNode(.text("å"), position: DocumentPosition(line: 7, column: 3))
        let document = FaultCase.valid.setting("id", bad).setting("version", nil)
            .setting("typeCutoffs", [1, 2, 3]).setting("nonsense", 1)
        let found = faults(document)
        #expect(
            Set(found.map(\.code)) == [
                .malformedIdentifier, .missingMember, .limitExceeded, .unknownMember,
            ])
        #expect(found.contains { $0.position == DocumentPosition(line: 7, column: 3) })
        #expect(found.contains { $0.description.hasPrefix("line 7, column 3: id: ") })
    }

    @Test("every code occurs in some case")
    func coverage() {
        let missing = QuestionnaireFault.Code.allCases.filter { code in
            !FaultCase.all.contains { $0.code == code }
        }
        #expect(missing.isEmpty, "\(missing)")
    }
}

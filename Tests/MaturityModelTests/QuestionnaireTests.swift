import MaturityModel
import Testing

@Suite("Questionnaires")
struct QuestionnaireTests {
    @Test("survive being written in canonical form and read back")
    func roundTrip() throws {
        for seed in Cases.seeds() {
            let questionnaire = try RandomCase.make(seed: seed).questionnaire()
            let canonical = questionnaire.document().canonicalJSON()
            let again = try Instrument.read(JSON.read(canonical))
            #expect(again == questionnaire, "seed \(seed)")
            #expect(again.document().canonicalJSON() == canonical, "seed \(seed)")
        }
    }

    @Test("leave out what equals its default in canonical form")
    func defaults() throws {
        let plain = try Instrument.flat(2, share: 1)
        let spoken = try Instrument.flat(
            2, share: 1,
            extra: [
                "typeCutoffs": [50, 50], "specialPolicy": ["refused": "exclude"], "levels": [],
                "background": [],
            ])
        #expect(plain.document().canonicalJSON() == spoken.document().canonicalJSON())
        let text = String(decoding: plain.document().canonicalJSON(), as: UTF8.self)
        for name in ["weight", "combine", "minimumValidShare", "reverse", "typeCutoffs"] {
            #expect(!text.contains(name))
        }
    }

    @Test("have nodes and items in tree order")
    func order() throws {
        let leaf: (String) -> DocumentNode = { id in
            [
                "id": DocumentNode(.text(id)), "title": .english(id),
                "items": [
                    ["id": DocumentNode(.text("\(id).q")), "text": .english("?"), "scale": "five"]
                ],
            ]
        }
        let questionnaire = try Instrument.read(
            Instrument.document(
                tree: [
                    "id": "r", "title": .english("r"),
                    "children": [
                        ["id": "a", "title": .english("a"), "children": [leaf("a1"), leaf("a2")]],
                        leaf("b"),
                    ],
                ], scales: ["five": Instrument.fiveSteps]))
        #expect(questionnaire.nodes.map(\.id) == ["r", "a", "a1", "a2", "b"])
        #expect(questionnaire.nodes.map(\.level) == [0, 1, 2, 2, 1])
        #expect(questionnaire.nodes.map(\.parent) == [nil, 0, 1, 1, 0])
        #expect(questionnaire.items.map(\.id) == ["a1.q", "a2.q", "b.q"])
        #expect(questionnaire.nodes.map(\.items) == [0..<3, 0..<2, 0..<1, 1..<2, 2..<3])
        #expect(questionnaire.categories == [2, 3])
        #expect(questionnaire.nodes.map(\.minimumValidShare) == [1, 0.5, 0.5, 0.5, 0.5])
    }

    @Test("tell which items are relevant and which are missing")
    func relevance() throws {
        let questionnaire = try Instrument.read(FaultCase.valid)
        #expect(questionnaire.relevance(of: [0, 255]) == [true, false])
        #expect(questionnaire.relevance(of: [1, 255]) == [true, true])
        #expect(questionnaire.missingRequired(in: [1, 255]) == [1])
        #expect(questionnaire.missingRequired(in: [0, 255]).isEmpty)
    }
}

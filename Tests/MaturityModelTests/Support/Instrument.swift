import MaturityModel
import Testing

/// Questionnaires for tests.
enum Instrument {
    /// A questionnaire around a tree.
    static func document(
        tree: DocumentNode, scales: DocumentNode = [:], extra: [String: DocumentNode] = [:]
    ) -> DocumentNode {
        var document: DocumentNode = [
            "format": "maturity-questionnaire/1", "id": "test", "version": "1.0",
            "languages": ["en"], "title": .english("Test"), "tree": tree,
        ]
        if case .map(let members) = scales.content, !members.isEmpty {
            document = document.setting("scales", scales)
        }
        for name in extra.keys.sorted() { document = document.setting(name, extra[name]) }
        return document
    }

    static func read(_ document: DocumentNode) throws -> Questionnaire {
        try QuestionnaireReader.read(document).get()
    }

    static func option(_ code: String, _ value: Double) -> DocumentNode {
        [
            "code": DocumentNode(.text(code)), "label": .english(code),
            "value": DocumentNode(.number(value)),
        ]
    }

    static func special(_ code: String) -> DocumentNode {
        [
            "code": DocumentNode(.text(code)), "label": .english(code),
            "special": DocumentNode(.text(code)),
        ]
    }

    /// Steps 1 to 5 and the three special answers.
    static var fiveSteps: DocumentNode {
        .values(
            (1...5).map { option("\($0)", Double($0)) }
                + ["dont-know", "not-applicable", "refused"].map { special($0) })
    }

    /// One item whose options are the scores 0, 5, … 100, so that a row is a score.
    static func scores() throws -> Questionnaire {
        let options = stride(from: 0, through: 100, by: 5).map { option("\($0)", Double($0)) }
        return try read(
            document(tree: [
                "id": "maturity", "title": .english("Maturity"),
                "items": [["id": "q", "text": .english("?"), "options": .values(options)]],
            ]))
    }

    /// A root with items on five steps, combined as named.
    static func flat(
        _ items: Int, combine: String = "mean", share: Double = 1,
        extra: [String: DocumentNode] = [:]
    ) throws -> Questionnaire {
        let list = (0..<items).map { index -> DocumentNode in
            [
                "id": DocumentNode(.text("q\(index)")), "text": .english("?"), "scale": "five",
            ]
        }
        return try read(
            document(
                tree: [
                    "id": "maturity", "title": .english("Maturity"),
                    "combine": DocumentNode(.text(combine)),
                    "minimumValidShare": DocumentNode(.number(share)), "items": .values(list),
                ], scales: ["five": fiveSteps], extra: extra))
    }
}

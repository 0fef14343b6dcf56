import MaturityModel

/// A valid questionnaire with one thing made wrong, and the fault that must be reported.
struct FaultCase: CustomStringConvertible, Sendable {
    let code: QuestionnaireFault.Code
    let path: String
    let document: DocumentNode

    var description: String { "\(code.rawValue) at \(path)" }

    init(_ code: QuestionnaireFault.Code, _ path: String, _ document: DocumentNode) {
        self.code = code
        self.path = path
        self.document = document
    }

    static let yesNo: DocumentNode = [
        ["code": "no", "value": 0, "label": .english("No")],
        ["code": "yes", "value": 1, "label": .english("Yes")],
    ]

    static let first: DocumentNode = ["id": "q1", "text": .english("?"), "options": yesNo]

    static let second: DocumentNode = [
        "id": "q2", "text": .english("?"), "options": yesNo, "required": true,
        "relevantWhen": ["item": "q1", "equals": "yes"],
    ]

    static let root: DocumentNode = [
        "id": "root", "title": .english("Root"), "items": [first, second],
    ]

    static let valid = Instrument.document(tree: root)

    private static func tree(_ key: String, _ value: DocumentNode?) -> DocumentNode {
        valid.setting("tree", root.setting(key, value))
    }

    private static func item(_ key: String, _ value: DocumentNode?) -> DocumentNode {
        tree("items", [first, second.setting(key, value)])
    }

    private static func condition(_ condition: DocumentNode) -> DocumentNode {
        item("relevantWhen", condition)
    }

    private static func options(_ options: DocumentNode) -> DocumentNode {
        item("options", options).setting("version", "2")
    }

    private static func deep(_ levels: Int) -> DocumentNode {
        var node = root
        for level in 1..<levels {
            node = [
                "id": DocumentNode(.text("l\(level)")), "title": .english("x"), "children": [node],
            ]
        }
        return valid.setting("tree", node)
    }

    private static let no: DocumentNode = ["code": "no", "value": 0, "label": .english("No")]

    static let all: [FaultCase] = file + nodes + items + conditions

    static let file = [
        FaultCase(.wrongKind, "", ["a list"]),
        FaultCase(.unknownFormat, "format", valid.setting("format", "maturity-questionnaire/2")),
        FaultCase(.missingMember, "version", valid.setting("version", nil)),
        FaultCase(.unknownMember, "colour", valid.setting("colour", "red")),
        FaultCase(.malformedIdentifier, "id", valid.setting("id", "å")),
        FaultCase(.wrongKind, "languages", valid.setting("languages", "en")),
        FaultCase(.outOfRange, "languages", valid.setting("languages", [])),
        FaultCase(.duplicateIdentifier, "languages[1]", valid.setting("languages", ["en", "en"])),
        FaultCase(.missingLanguage, "title", valid.setting("languages", ["en", "sv"])),
        FaultCase(.unknownLanguage, "title.fi", valid.setting("title", ["en": "x", "fi": "y"])),
        FaultCase(.emptyText, "title.en", valid.setting("title", .english("  "))),
        FaultCase(.outOfRange, "typeCutoffs[1]", valid.setting("typeCutoffs", [50, 101])),
        FaultCase(.outOfRange, "typeCutoffs", valid.setting("typeCutoffs", [50])),
        FaultCase(
            .unknownWord, "specialPolicy.refused",
            valid.setting("specialPolicy", ["refused": "half"])),
        FaultCase(
            .unknownMember, "specialPolicy.shy", valid.setting("specialPolicy", ["shy": "zero"])),
        FaultCase(.missingMember, "types.A", valid.setting("types", [:])),
        FaultCase(
            .levelNames, "levels",
            valid.setting("levels", [.english("1"), .english("2"), .english("3")])),
        FaultCase(
            .reservedIdentifier, "background[0].id",
            valid.setting(
                "background", [["id": "unit", "title": .english("?"), "options": bareOptions]])),
        FaultCase(
            .duplicateIdentifier, "tree.items[0].id",
            valid.setting(
                "background", [["id": "q1", "title": .english("?"), "options": bareOptions]])),
        FaultCase(
            .tooFewValues, "scales.s",
            valid.setting("scales", ["s": [no, no.setting("code", "also")]])),
        FaultCase(
            .duplicateMember, "version",
            DocumentNode(
                .map([
                    DocumentMember(key: "version", value: "1"),
                    DocumentMember(key: "version", value: "1"),
                ]))),
    ]

    private static let bareOptions: DocumentNode = [
        ["code": "a", "label": .english("A")], ["code": "b", "label": .english("B")],
    ]

    static let nodes = [
        FaultCase(.outOfRange, "tree.weight", tree("weight", 0)),
        FaultCase(.wrongKind, "tree.weight", tree("weight", "1")),
        FaultCase(.unknownWord, "tree.combine", tree("combine", "median")),
        FaultCase(.outOfRange, "tree.minimumValidShare", tree("minimumValidShare", 1.5)),
        FaultCase(.bothOrNeither, "tree", tree("children", [])),
        FaultCase(.bothOrNeither, "tree", tree("items", nil)),
        FaultCase(.outOfRange, "tree.items", tree("items", [])),
        FaultCase(
            .limitExceeded,
            "tree.children[0].children[0].children[0].children[0].children[0].children[0]",
            deep(7)),
        FaultCase(
            .limitExceeded, "tree.title.en",
            tree("title", .english(String(repeating: "x", count: 4_001)))),
    ]

    static let items = [
        FaultCase(.duplicateIdentifier, "tree.items[1].id", item("id", "q1")),
        FaultCase(.duplicateIdentifier, "tree.items[1].id", item("id", "root")),
        FaultCase(.reservedIdentifier, "tree.items[1].id", item("id", "respondent")),
        FaultCase(.malformedIdentifier, "tree.items[1].id", item("id", ".q")),
        FaultCase(.bothOrNeither, "tree.items[1]", item("scale", "five")),
        FaultCase(.bothOrNeither, "tree.items[1]", item("options", nil)),
        FaultCase(
            .unknownScale, "tree.items[1].scale",
            valid.setting(
                "tree",
                root.setting(
                    "items",
                    [
                        first, second.setting("options", nil).setting("scale", "five"),
                    ]))),
        FaultCase(.wrongKind, "tree.items[1].reverse", item("reverse", "yes")),
        FaultCase(.outOfRange, "tree.items[1].meaningVersion", item("meaningVersion", 1.5)),
        FaultCase(.outOfRange, "tree.items[1].meaningVersion", item("meaningVersion", 0)),
        FaultCase(.duplicateIdentifier, "tree.items[1].tags[1]", item("tags", ["a", "a"])),
        FaultCase(.outOfRange, "tree.items[1].options", options([no])),
        FaultCase(.tooFewValues, "tree.items[1].options", options([no, no.setting("code", "n")])),
        FaultCase(.duplicateCode, "tree.items[1].options[1]", options([no, no])),
        FaultCase(
            .bothOrNeither, "tree.items[1].options[0]",
            options([no.setting("special", "refused"), no])),
        FaultCase(
            .unknownWord, "tree.items[1].options[0].special",
            options([no.setting("value", nil).setting("special", "maybe"), no])),
        FaultCase(
            .limitExceeded, "tree.items[1].options",
            options(.values((0...100).map { Instrument.option("c\($0)", Double($0)) }))),
        FaultCase(
            .limitExceeded, "tree.items[1000]",
            tree(
                "items",
                .values((0...1_000).map { first.setting("id", DocumentNode(.text("i\($0)"))) }))),
    ]

    static let conditions = [
        FaultCase(
            .unknownItem, "tree.items[1].relevantWhen.item",
            condition(["item": "q2", "equals": "yes"])),
        FaultCase(
            .unknownCode, "tree.items[1].relevantWhen.equals",
            condition(["item": "q1", "equals": "maybe"])),
        FaultCase(.bothOrNeither, "tree.items[1].relevantWhen", condition(["item": "q1"])),
        FaultCase(
            .bothOrNeither, "tree.items[1].relevantWhen",
            condition(["item": "q1", "equals": "yes", "in": ["no"]])),
        FaultCase(.outOfRange, "tree.items[1].relevantWhen.and", condition(["and": []])),
        FaultCase(
            .duplicateCode, "tree.items[1].relevantWhen.not.in[1]",
            condition(["not": ["item": "q1", "in": ["yes", "yes"]]])),
        FaultCase(
            .limitExceeded,
            "tree.items[1].relevantWhen" + String(repeating: ".not", count: 8),
            condition(
                (0..<8).reduce(["item": "q1", "equals": "yes"]) { inner, _ in ["not": inner] })),
    ]
}

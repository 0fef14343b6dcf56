import MaturityModel
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    private func text(_ node: DocumentNode) -> String {
        String(decoding: node.canonicalJSON(), as: UTF8.self)
    }

    @Test(
        "writes numbers as RFC 8785 does",
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"), (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbers(bits: UInt64, expected: String) {
        #expect(text(DocumentNode(.number(Double(bitPattern: bits)))) == expected)
    }

    @Test("sorts names by UTF-16 code units")
    func order() {
        let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"]
        let map = DocumentNode(.map(names.map { DocumentMember(key: $0, value: 1) }))
        #expect(
            text(map)
                == "{\"\\r\":1,\"1\":1,\"\u{80}\":1,\"\u{f6}\":1,\"\u{20ac}\":1,"
                + "\"\u{1f600}\":1,\"\u{fb33}\":1}")
    }

    @Test("escapes no more than it must")
    func escapes() {
        let written = text(DocumentNode(.text("\u{0}\u{8}\t\n\u{c}\r\u{1f} \"\\/é\u{7f}")))
        #expect(written == #""\u0000\b\t\n\f\r\u001f \"\\/é"# + "\u{7f}\"")
    }

    @Test("reads back what it wrote")
    func roundTrip() throws {
        let document: DocumentNode = [
            "a": [1, -2.5, 1e-9], "b": ["nested": true, "none": DocumentNode(.null)],
            "text": "å \u{1f600} \" \\",
        ]
        #expect(try JSON.read(document.canonicalJSON()).canonicalJSON() == document.canonicalJSON())
    }

    @Test("takes a plain scalar as the text that was written")
    func plainScalars() throws {
        var document = Instrument.document(tree: Self.tree)
        document = document.setting("version", DocumentNode(.number(1), written: "1.0"))
        let questionnaire = try Instrument.read(document)
        #expect(questionnaire.version == "1.0")
        #expect(questionnaire.items[0].options.map(\.code) == ["no", "1"])
    }

    private static let tree: DocumentNode = [
        "id": "root", "title": .english("Root"),
        "items": [
            [
                "id": "q", "text": .english("?"),
                "options": [
                    [
                        "code": DocumentNode(.bool(false), written: "no"), "value": 0,
                        "label": .english("No"),
                    ], ["code": 1, "value": 1, "label": .english("Yes")],
                ],
            ]
        ],
    ]
}

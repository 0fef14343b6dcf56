import Foundation
import MaturityModel
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("A questionnaire file is checked as a whole")
struct QuestionnaireFileTests {
    private func faults(_ text: String) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "q.yaml")
        return try QuestionnaireFile.check(path: path).faults.map {
            String($0.text.dropFirst(path.count))
        }
    }

    @Test("a sound file has no faults, and its identity does not depend on its layout")
    func sound() throws {
        let folder = try TemporaryFolder()
        let yaml = try QuestionnaireFile.read(
            path: try folder.write(Fixture.questionnaireText, to: "a.yaml"))
        let json = try QuestionnaireFile.read(
            path: try folder.write(
                String(decoding: yaml.canonical, as: UTF8.self), to: "a.json"))
        #expect(yaml.digest == json.digest)
        #expect(try QuestionnaireFile.stored(yaml.canonical) == yaml.questionnaire)
    }

    @Test("every fault is reported with its line")
    func everyFault() throws {
        let text = Fixture.questionnaireText
            .replacingOccurrences(of: "id: q2", with: "id: q1")
            .replacingOccurrences(of: "{id: q3, scale: three", with: "{id: q3, scale: four")
            .replacingOccurrences(of: "title: {en: Tiny}", with: "title: {sv: Liten}")
        let found = try faults(text)
        #expect(found.contains { $0.hasPrefix(":5:") }, "\(found)")
        #expect(found.contains { $0.contains("duplicate-identifier") }, "\(found)")
        #expect(found.contains { $0.contains("unknown-scale") }, "\(found)")
    }

    @Test("a file in another encoding is reported with the line where that shows")
    func otherEncoding() throws {
        let bytes = Array("id: a\ntitle: {sv: Enk".utf8) + [0xE4] + Array("t}\n".utf8)
        let faults = try QuestionnaireFile.check(bytes: bytes, name: "q.yaml").faults
        #expect(faults.map(\.line) == [2])
        #expect(faults.first?.text.hasPrefix("q.yaml:2: the text is not UTF-8") == true)
    }

    @Test("broken YAML, a repeated member and an alias bomb are faults, not crashes")
    func hostile() throws {
        #expect(try faults("id: [a\n").count == 1)
        #expect(try faults("id: a\nid: b\n").first?.contains("twice") == true)
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1...40 {
            bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
        }
        #expect(try faults(bomb).first?.contains("200000") == true)
        #expect(try faults(String(repeating: "[", count: 5_000)).count == 1)
        #expect(try faults("").count == 1)
    }

    @Test("a character that nobody sees is refused with its line, but not a tab or line feed")
    func hidden() throws {
        for escape in ["\\u0000", "\\u0007", "\\u001b", "\\u007f", "\\u202e", "\\u2066"] {
            let found = try faults(
                Fixture.questionnaireText.replacingOccurrences(
                    of: "title: {en: Tiny}", with: "title: {en: \"Ti\(escape)ny\"}"))
            let name = "U+" + escape.dropFirst(2).uppercased()
            #expect(found.count == 1 && found[0].hasPrefix(":5:"), "\(found)")
            #expect(found[0].contains("control character \(name)"), "\(found)")
        }
        #expect(
            try faults(
                Fixture.questionnaireText.replacingOccurrences(
                    of: "title: {en: Tiny}", with: "title: {en: \"Ti\\tny\\nthing\"}")) == [])
        #expect(try faults("\"na\\u202eme\": 1\n").first?.contains("U+202E") == true)
    }

    @Test("the shipped questionnaire is sound, complete and in two languages")
    func shipped() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let reading = try QuestionnaireFile.read(
            path: root.appending(path: "questionnaires/digital-maturity.yaml").path)
        let questionnaire = reading.questionnaire
        #expect(questionnaire.languages == ["sv", "en"])
        #expect((36...48).contains(questionnaire.items.count))
        #expect((2...4).contains(questionnaire.items.filter(\.reverse).count))
        #expect(questionnaire.types.count == 4)
        let dimensions = questionnaire.nodes.filter { $0.level == 1 }.map(\.id)
        #expect(dimensions == ["cap", "her"])
        for tag in ["innovation", "efficiency"] {
            let share =
                Double(questionnaire.items.filter { $0.tags.contains(tag) }.count)
                / Double(questionnaire.items.count)
            #expect((0.25...0.42).contains(share), "\(tag)")
        }
    }
}

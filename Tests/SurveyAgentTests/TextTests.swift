import SurveyProtocol
import Testing

@testable import SurveyAgent

@Suite("Times, names, arguments and output")
struct TextTests {
    @Test(
        "Times are written in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_772_357_405_999, "2026-03-01T09:30:05Z"),
            (4_107_542_399_000, "2100-02-28T23:59:59Z"),
        ])
    func times(milliseconds: Int64, text: String) {
        #expect(Timestamp.text(milliseconds) == text)
    }

    @Test("A progress line never goes on in a second row")
    func progressLine() {
        let terminal = ScriptedTerminal(columns: 20, isInteractive: true)
        terminal.showProgress("next try in 8 s: nobody answers at all")
        #expect(terminal.errors == "\r\u{1B}[Knext try in 8 s: n…")
        terminal.showProgress("sent 3 of 7")
        #expect(terminal.errors.hasSuffix("\r\u{1B}[Ksent 3 of 7"))
    }

    @Test("A file name stands for exactly one entry, and strange names for none")
    func names() throws {
        let id = ResponseID(milliseconds: 5, random: (1, 2))
        let entry = SpoolEntry(
            round: "r", state: .waiting, id: id, revision: 12, digest: Digest.of([1]))
        #expect(SpoolEntry(round: "r", state: .waiting, name: entry.name) == entry)
        for name in [
            "", "x.json", "\(id).1.json", "\(id).01.\(Digest.zero.digits).json",
            "\(id).0.\(Digest.zero.digits).json", "\(id).1.\(Digest.zero.digits).tmp",
            "\(id).1.problem.json",
        ] {
            #expect(SpoolEntry(round: "r", state: .waiting, name: name) == nil)
        }
    }

    @Test("`--home` may stand before the command")
    func arguments() {
        let order = SurveyAgentProgram.ordered
        #expect(order(["--home", "x", "status", "--json"]) == ["status", "--home", "x", "--json"])
        #expect(order(["--home=x", "status"]) == ["status", "--home=x"])
        #expect(order(["--home", "x", "--help"]) == ["--home", "x", "--help"])
        #expect(order(["status", "--home", "x"]) == ["status", "--home", "x"])
    }

    @Test("Control characters from files and servers do not reach the terminal")
    func cleaning() {
        let terminal = ScriptedTerminal()
        terminal.say("a\u{1B}[31mb\u{7}\u{9B}c\nd")
        #expect(terminal.output == "a[31mbc\nd\n")
    }

    @Test("A misspelled name leads to the nearest one, a strange one to none")
    func suggestions() {
        let known = ["respondent", "unit", "one.a", "one.b"]
        #expect(Suggestion.nearest(to: "Respondant", among: known) == "respondent")
        #expect(Suggestion.nearest(to: "one-b", among: known) == "one.b")
        #expect(Suggestion.nearest(to: "comment", among: known) == nil)
        let scale = ["1", "2", "3", "4", "5", "dont-know"]
        for word in ["0", "6", "7", "x", "12"] {
            #expect(Suggestion.nearest(to: word, among: scale) == nil, "\(word)")
        }
        #expect(Suggestion.nearest(to: "05", among: scale) == "5")
        #expect(Suggestion.nearest(to: "dontknow", among: scale) == "dont-know")
    }

    @Test("Each sealed response and its parsed twin have the same fingerprint")
    func fingerprints() throws {
        let sealer = try Fixture.sealer(Fixture.device())
        var answers = AnswerSet(of: sealer.questionnaire)
        answers.unit = "nörth \"1\""
        answers.items = [0, nil, 2]
        let response = sealer.response(
            answers, token: nil, as: sealer.succession(of: nil), startedAt: "2026-03-01T09:30:00Z")
        let bytes = response.sealed()
        var parser = ResponseParser()
        try parser.parse(bytes.span)
        let fingerprint = answers.fingerprint(of: sealer.questionnaire)
        #expect(AnswerFingerprint.of(parser.fields, in: bytes) == fingerprint)
        var other = answers
        other.items[1] = 0
        #expect(other.fingerprint(of: sealer.questionnaire) != fingerprint)
        other = answers
        other.unit = nil
        #expect(other.fingerprint(of: sealer.questionnaire) != fingerprint)
        other.unit = ""
        #expect(other.fingerprint(of: sealer.questionnaire) != fingerprint)
    }
}

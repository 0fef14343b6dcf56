import FoundationEssentials
import MaturityModel
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Filling in line by line")
struct FillTests {
    private let disk = MemoryDisk()

    /// Fills with the given lines and returns what was said.
    private func fill(
        _ lines: [String], respondent: String? = "anna", language: String = "en",
        mode: SurveyProtocol.RoundMode = .respondents,
        shown: (columns: Int?, questionnaire: Questionnaire)? = nil
    ) throws -> (output: String, fault: CollectFault?) {
        let collector = Collector(
            sealer: try Fixture.sealer(
                Fixture.device(seed: UInt64(disk.steps + 1)), round: Fixture.round(mode: mode)),
            key: try Fixture.key(), spool: Fixture.spool(disk))
        let (draft, beginning) = try collector.begin(
            respondent.map { .label($0) } ?? .nameless, unit: nil)
        let terminal = ScriptedTerminal(lines, columns: shown?.columns)
        let words = try FillText(language: language, offered: ["sv", "en"], environment: [:])
        var session = FillSession(
            terminal: terminal, collector: collector, words: words,
            interview: Interview(draft, of: try shown?.questionnaire ?? Fixture.questionnaire))
        do {
            try session.run(beginning)
            return (terminal.output, nil)
        } catch let fault as CollectFault {
            return (terminal.output, fault)
        }
    }

    private func waiting() throws -> [String] {
        try Fixture.spool(disk).entries("2026", .waiting).map {
            String(decoding: try disk.read($0.path), as: UTF8.self)
        }
    }

    @Test("Numbers and codes choose, and the response is sealed at the end")
    func filling() throws {
        let (output, fault) = try fill(["2", "low", "MID", "3", "y"])
        #expect(fault == nil)
        #expect(output.contains("All questions are answered."))
        let text = try #require(try waiting().first)
        #expect(text.contains(#""background":{"role":"staff"}"#))
        #expect(text.contains(#""answers":{"one.a":"low","one.b":"mid","two.a":"high"}"#))
        #expect(try Fixture.spool(disk).drafts("2026").isEmpty)
    }

    @Test("An interrupted survey goes on where it was left")
    func resuming() throws {
        let (_, fault) = try fill(["1", "low"])
        #expect(fault?.code == "input-ended")
        #expect(try waiting().isEmpty)
        let (output, second) = try fill(["high", "dont-know", "y"])
        #expect(second == nil)
        #expect(output.contains("Going on where you left off."))
        #expect(output.contains("Question 3 of 3: B?"))
        #expect(!output.contains("Question 2 of"))
        let text = try #require(try waiting().first)
        #expect(text.contains(#"{"one.a":"low","one.b":"high","two.a":"dont-know"}"#))
    }

    @Test("A question whose condition does not hold is not asked, and its old answer is left out")
    func relevance() throws {
        let (output, _) = try fill(["1", "low", "mid", "low", "3", "one.b", "low", "y"])
        #expect(output.contains("C?"))
        let (short, _) = try fill(["1", "low", "low", "y"], respondent: "bo")
        #expect(!short.contains("C?"))
        let texts = try waiting()
        #expect(texts.count == 2)
        #expect(texts.allSatisfy { $0.contains(#""answers":{"one.a":"low","one.b":"low"}"#) })
    }

    @Test("Help, going back, removing, and inputs that are no answers")
    func commands() throws {
        let (output, fault) = try fill(["1", "?", "7", "low", "<", "-", "mid", ">", "q"])
        #expect(fault == nil)
        #expect(output.contains("Help with A"))
        #expect(output.contains("That is none of the answers."))
        #expect(output.contains("The draft is saved."))
        let draft = try #require(try Fixture.spool(disk).drafts("2026").first)
        #expect(draft.answers == ["one.b": "mid"])
    }

    @Test("A required item keeps the response from being finished")
    func required() throws {
        let (output, fault) = try fill(["", "", "", "y", "2", "high", "y"])
        #expect(fault == nil)
        #expect(output.contains("These must be answered: 2."))
        #expect(try waiting().first?.contains(#""answers":{"one.a":"high"}"#) == true)
    }

    @Test("The same respondent again edits the response; an edit without changes leaves it")
    func editing() throws {
        _ = try fill(["1", "low", "low", "y"])
        let (output, _) = try fill([">", "y"])
        #expect(output.contains("There is a response already."))
        #expect(output.contains("Nothing changed"))
        #expect(try waiting().count == 1)
        _ = try fill(["", "high", "", "y"])
        let texts = try waiting()
        #expect(texts.count == 2)
        #expect(texts[1].contains(#""revision":2"#))
        #expect(!texts[1].contains(#""replaces":null"#))
        #expect(texts[1].contains(#"{"one.a":"high","one.b":"low"}"#))
    }

    @Test("Nameless respondents are different people; an organization's joint answer is one")
    func namelessAndJoint() throws {
        _ = try fill(["1", "low", "low", "y"], respondent: nil)
        _ = try fill(["1", "low", "low", "y"], respondent: nil)
        #expect(try waiting().count == 2)
        _ = try fill(["1", "low", "low", "y"], respondent: "x", mode: .joint)
        let (output, _) = try fill([">", "y"], respondent: nil, mode: .joint)
        #expect(output.contains("Nothing changed"))
    }

    @Test("Lines end between words where there is a window, and stay whole where there is none")
    func wrapping() throws {
        let question = "How often does the board look at the figures of the whole department?"
        let label = "Every month, with a written record of what was decided"
        let text = Fixture.questionnaireText
            .replacing(#""en":"A?""#, with: #""en":"\#(question)""#)
            .replacing(#""en":"Partly""#, with: #""en":"\#(label)""#)
        let questionnaire = try QuestionnaireReader.read(
            try JSONDecoder().decode(DocumentNode.self, from: Data(text.utf8))
        ).get()
        let input = ["1", "low", "low", "q"]
        let (narrow, _) = try fill(input, shown: (30, questionnaire))
        let lines = narrow.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 30 })
        let first = try #require(lines.firstIndex(of: "Question 2 of 3: How often"))
        #expect(lines[first + 1] == "does the board look at the")
        #expect(lines[first + 2] == "figures of the whole")
        #expect(lines[first + 3] == "department?")
        let option = try #require(lines.firstIndex(of: "  2  Every month, with a"))
        #expect(lines[option + 1] == "     written record of what")
        let (whole, _) = try fill(input, respondent: "bo", shown: (nil, questionnaire))
        #expect(whole.contains("\nQuestion 2 of 3: \(question)\n"))
        #expect(whole.contains("\n  2  \(label) (mid)\n"))
    }

    @Test(
        "The language is the one asked for, the environment's, English for C, the first",
        arguments: [
            ([:], ["sv", "en"], "en"), (["LANG": "C.UTF-8"], ["sv", "en"], "en"),
            (["LC_ALL": "POSIX", "LANG": "sv_SE"], ["sv", "en"], "en"),
            (["LC_ALL": "", "LANG": "sv_SE.UTF-8"], ["en", "sv"], "sv"),
            (["LANG": "de_DE"], ["sv", "en"], "sv"), (["LANG": "C"], ["sv"], "sv"),
        ])
    func languageRule(
        environment: [String: String], offered: [String], language: String
    ) throws {
        let words = try FillText(language: nil, offered: offered, environment: environment)
        #expect(words.language == language)
        let own = try FillText(language: "sv", offered: offered, environment: environment)
        #expect(own.language == "sv")
    }

    @Test("The conversation is in the language of the questions")
    func swedish() throws {
        let (output, _) = try fill(["1", "1", "1", "j"], language: "sv")
        #expect(output.contains("Fråga 1 av 3: Roll"))
        #expect(output.contains("Chef (manager)"))
        #expect(output.contains("Inlämnat och sparat här."))
        #expect(throws: CollectFault.self) {
            try FillText(language: "de", offered: ["sv", "en"], environment: [:])
        }
    }

    @Test("On a scale from 0 what stands before an option is its code, and chooses it")
    func scaleFromZero() throws {
        let text = Fixture.questionnaireText
            .replacing("\"low\"", with: "\"0\"").replacing("\"mid\"", with: "\"1\"")
            .replacing("\"high\"", with: "\"2\"")
        let document = try JSONDecoder().decode(DocumentNode.self, from: Data(text.utf8))
        let questionnaire = try QuestionnaireReader.read(document).get()
        let (output, fault) = try fill(
            ["2", "0", "1", "2", "y"], shown: (nil, questionnaire))
        #expect(fault == nil)
        #expect(output.contains("  0  Little\n"))
        #expect(output.contains("  1  Partly\n"))
        #expect(output.contains("  dont-know  Don't know\n"))
        // It is sealed under the codes of the round's own questionnaire.
        let sealed = try #require(try waiting().first)
        #expect(sealed.contains(#""answers":{"one.a":"low","one.b":"mid","two.a":"high"}"#))
    }
}

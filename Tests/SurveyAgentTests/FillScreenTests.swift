import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Filling in on a whole screen")
struct FillScreenTests {
    private func screen() throws -> FillScreen {
        let questionnaire = try Fixture.questionnaire
        let draft = Draft(
            id: ResponseID(milliseconds: 0, random: (0, 0)), revision: 1, replaces: nil,
            round: "2026", questionnaire: Digest.of(Fixture.questionnaireBytes), respondent: "t",
            isLabeled: true, startedAt: "")
        let words = try FillText(language: "en", offered: ["sv", "en"], environment: [:])
        return FillScreen(Interview(draft, of: questionnaire), words)
    }

    private func text(_ screen: FillScreen, columns: Int = 60, rows: Int = 24) -> String {
        screen.lines(columns: columns, rows: rows).map(\.text).joined(separator: "\n")
    }

    @Test("keys answer, save and go on; the review offers to hand in")
    func wholeWay() throws {
        var screen = try screen()
        #expect(text(screen).contains("Role"))
        #expect(screen.take(.character("2")) == .save)
        #expect(text(screen).contains("A?"))
        #expect(screen.take(.down) == .none)
        #expect(screen.take(.enter) == .save)
        #expect(screen.take(.right) == .save)
        #expect(text(screen).contains("1 question has no answer"))
        #expect(screen.interview.draft.answers == ["one.a": "mid"])
        #expect(screen.take(.character("y")) == .seal)
    }

    @Test("what is required keeps the review from handing in, and Enter goes there")
    func required() throws {
        var screen = try screen()
        _ = screen.take(.tab)
        #expect(screen.take(.character("y")) == .none)
        _ = screen.take(.down)
        _ = screen.take(.enter)
        #expect(text(screen).contains("A?"))
        #expect(screen.take(.character("1")) == .save)
        #expect(text(screen).contains("no answer"))
    }

    @Test("back, help and removal do what they say")
    func otherKeys() throws {
        var screen = try screen()
        _ = screen.take(.character("1"))
        _ = screen.take(.character("?"))
        #expect(text(screen).contains("Help with A"))
        _ = screen.take(.left)
        #expect(text(screen).contains("(*) Manager"))
        #expect(screen.take(.erase) == .save)
        #expect(screen.interview.draft.background.isEmpty)
        #expect(screen.take(.character("q")) == .stop)
        #expect(screen.take(.end) == .stop)
    }

    @Test("of a current line that is longer than the window its beginning is shown")
    func beginning() throws {
        var screen = try screen()
        for key in [Key.character("1"), .down, .down, .down] { _ = screen.take(key) }
        let whole = screen.lines(columns: 16, rows: 40).filter(\.isCurrent)
        #expect(whole.count > 1 && whole[0].text.hasPrefix("> "))
        for rows in 3...10 {
            let lines = screen.lines(columns: 16, rows: rows)
            #expect(lines.count <= rows)
            #expect(lines.contains { $0.text == whole[0].text }, "\(rows) rows")
        }
    }

    @Test(
        "no window is too small: lines fit, and the current one is there",
        arguments: [(20, 8), (30, 10), (80, 24), (200, 60)])
    func sizes(columns: Int, rows: Int) throws {
        var screen = try screen()
        for key in [Key.down, .character("1"), .down, .down, .character("2"), .tab] {
            let lines = screen.lines(columns: columns, rows: rows)
            #expect(lines.allSatisfy { $0.text.count <= columns })
            #expect(lines.count <= rows)
            if screen.interview.question != nil { #expect(lines.contains { $0.isCurrent }) }
            _ = screen.take(key)
        }
    }

    @Test("in a small window the options are all there before the keys are")
    func whole() throws {
        let screen = try screen()
        let shown = text(screen, columns: 40, rows: 10)
        #expect(shown.contains("Manager") && shown.contains("Staff"))
        #expect(!shown.contains("… more"))
    }

    @Test("a window says that there is more above or below, and a full one does not roll")
    func more() throws {
        var screen = try screen()
        _ = screen.take(.tab)
        #expect(text(screen, columns: 40, rows: 6).contains("… more below"))
        #expect(!text(screen, columns: 40, rows: 6).contains("… more above"))
        for _ in 0..<4 { _ = screen.take(.down) }
        #expect(text(screen, columns: 40, rows: 6).contains("… more above"))
        #expect(screen.lines(columns: 40, rows: 6).contains { $0.isCurrent })
        let lines = screen.lines(columns: 40, rows: 6)
        let ends = SystemScreen.sequence(lines).utf8.filter { $0 == 0x0A }.count
        #expect(ends == lines.count - 1 && ends < 6)
    }

    @Test("bytes from a terminal are the keys that were pressed")
    func keys() {
        #expect(
            Key.keys(Array("a\u{1B}[A\u{1B}OB\r\u{7F}å\u{1B}[5~\t".utf8))
                == [.character("a"), .up, .down, .enter, .erase, .character("å"), .pageUp, .tab])
        #expect(Key.keys([0x1B]) == [.escape])
        #expect(Key.keys([0x03]) == [.end])
        #expect(Key.keys(Array("\u{1B}[200".utf8)) == [])
        #expect(Key.keys([0xFF, 0x41]).last == .character("A"))
    }

    @Test("random bytes never stop the reader", arguments: 0..<100)
    func randomKeys(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        let bytes = (0..<200).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        _ = Key.keys(bytes)
    }

    @Test("words are kept whole where they fit, and broken where they do not")
    func wrap() {
        #expect(WordWrap.lines("one two three", width: 8) == ["one two", "three"])
        #expect(
            WordWrap.lines("> 1 abcdefghijkl", width: 12, indent: 4)
                == ["> 1", "    abcdefgh", "    ijkl"])
        #expect(WordWrap.lines("", width: 10) == [""])
        let text = String(repeating: "ord ", count: 50)
        #expect(WordWrap.lines(text, width: 20).allSatisfy { $0.count <= 20 })
    }
}

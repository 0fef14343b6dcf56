import MaturityModel
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("When a round closes is said before it does")
struct ClosingTimeTests {
    private let disk = MemoryDisk()
    private let closes = "2026-03-31T22:00:00Z"

    private func round(_ state: RoundState = .open) -> RoundSummary {
        let round = Fixture.round()
        return RoundSummary(
            id: round.id, state: state, mode: round.mode, dates: (nil, closes),
            questionnaire: round.questionnaire)
    }

    /// The closing time seen so many seconds before it.
    private func seen(secondsBefore seconds: Int64) throws -> ClosingTime {
        let end = try #require(Timestamp.milliseconds(closes))
        return try #require(ClosingTime(round(), nowMilliseconds: end - seconds * 1_000))
    }

    @Test("It is days or hours away, or has passed")
    func distances() throws {
        #expect(try seen(secondsBefore: 20 * 86_400).distance == .days(20))
        #expect(try !seen(secondsBefore: 7 * 86_400).isNotable)
        #expect(try seen(secondsBefore: 7 * 86_400 - 1).isNotable)
        #expect(try seen(secondsBefore: 86_399).distance == .hours)
        #expect(try seen(secondsBefore: 0).isPassed)
        #expect(ClosingTime(round(.closed), nowMilliseconds: 0) == nil)
        #expect(ClosingTime(Fixture.round(), nowMilliseconds: 0) == nil)
    }

    @Test("The list of rounds says how far it is away, and that it has passed")
    func rounds() throws {
        let far = try RoundsText.line(round(), nil, seen(secondsBefore: 3 * 86_400))
        #expect(far.contains("open until \(closes) (in 3 days)"))
        let passed = try RoundsText.line(round(), nil, seen(secondsBefore: -1))
        #expect(passed.contains("still open, its closing time \(closes) has passed"))
    }

    @Test("A computer's clock that is known to be wrong is corrected")
    func clock() throws {
        let site = try FormVisit.site(disk)
        let now = site.agent.device.clock.milliseconds
        let soon = RoundSummary(
            id: "2026", state: .open, mode: .respondents,
            dates: (nil, Timestamp.text(now + 3_600_000)),
            questionnaire: Fixture.round().questionnaire)
        #expect(site.agent.closing(soon)?.distance == .hours)
        var record = site.agent.home.syncRecord()
        record.clockDifferenceSeconds = -7_200
        try site.agent.home.save(record)
        #expect(site.agent.closing(soon)?.isPassed == true)
    }

    @Test("The form says it on the round's page, and what becomes of responses afterwards")
    func form() throws {
        let site = try FormVisit.site(disk)
        let now = site.agent.device.clock.milliseconds
        for (left, words) in [
            (Int64(20), "in 20 days"), (2, "in 2 days"), (-1, "has passed"),
        ] {
            let known = try #require(try site.agent.home.round("2026"))
            try site.agent.home.save(
                RoundSummary(
                    id: "2026", state: .open, mode: .respondents,
                    dates: (nil, Timestamp.text(now + left * 86_400_000)),
                    questionnaire: known.questionnaire))
            let visit = FormVisit.coordinator(site)
            visit.get("/rounds/2026")
            #expect(visit.page.contains(words))
            #expect(visit.page.contains("may have to decide whether they count") == (left < 0))
            visit.get("/")
            #expect(visit.page.contains(words))
        }
    }

    @Test("Before the questions stand the reason of a return and the closing time")
    func fill() throws {
        let site = try FormVisit.site(disk)
        let collector = Collector(
            sealer: try Fixture.sealer(Fixture.device(seed: 3)), key: try Fixture.key(),
            spool: site.agent.spool)
        let (draft, _) = try collector.begin(.label("anna"), unit: nil)
        var answers = AnswerSet(of: collector.sealer.questionnaire)
        answers.items[0] = 0
        #expect(try collector.seal(draft, answers))
        let entry = try #require(try site.agent.spool.entries("2026", .waiting).first)
        let back = ReturnedResponse(
            ReconcileQuestion(id: entry.id, revision: 1, digest: entry.digest),
            reason: "Which\nunit\u{202E} is it?", returnedAt: closes)
        #expect(try site.agent.spool.giveBack([back], round: "2026") == 1)
        let words = try FillText(language: "en", offered: ["sv", "en"], environment: [:])
        let (again, _) = try collector.begin(.label("anna"), unit: nil)
        let notices = try words.notices(
            of: again, seen(secondsBefore: -1), site.agent.spool)
        let returned = "The response was returned to be corrected. Reason: Which unit is it?"
        #expect(notices.first == returned)
        #expect(notices.last?.contains("has passed. Responses handed in now are saved") == true)
        let screen = FillScreen(
            Interview(again, of: collector.sealer.questionnaire), words, notices: notices)
        #expect(screen.lines(columns: 80, rows: 24).map(\.text).contains(returned))
        let status = StatusText.lines(try StatusReport(site.agent))
        #expect(status.contains { $0.hasSuffix("Reason: Which unit is it?") })
        #expect(status.last?.hasPrefix("hint: correct what was returned in the form") == true)
    }
}

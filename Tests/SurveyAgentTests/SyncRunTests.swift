import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("A sync with server, disk and clock in memory")
struct SyncRunTests {
    @Test("Everything that waits is sent once and acknowledged with its receipt")
    func sending() throws {
        let setting = try SyncSetting(waiting: 250)
        let outcome = try setting.run()
        #expect(outcome.fault == nil)
        #expect(outcome.summary == SyncSummary(sent: 250, accepted: 250))
        #expect(setting.server.batchSizes == [100, 150])
        #expect(Set(setting.server.stored.values) == Set(setting.responses.map(\.bytes)))
        #expect(try setting.spool.receipts("2026").count == 250)
        let again = try setting.run()
        #expect(again.summary == SyncSummary())
    }

    @Test("A lost acknowledgment leads to the same response again, which is a duplicate")
    func lostAcknowledgment() throws {
        let setting = try SyncSetting(waiting: 3)
        setting.server.mishaps = [.answerLost]
        let outcome = try setting.run()
        #expect(outcome.fault == nil)
        #expect(outcome.summary == SyncSummary(sent: 3, duplicate: 3))
        #expect(setting.server.stored.count == 3)
        #expect(try setting.spool.counts("2026")[.acknowledged] == 3)
        #expect(setting.pause.waits.count == 1)
    }

    @Test("HTTP 200 from a captive portal acknowledges nothing and is named")
    func captivePortal() throws {
        let setting = try SyncSetting(waiting: 2)
        setting.server.mishaps = Array(repeating: .captivePortal, count: 9)
        let outcome = try setting.run()
        #expect(outcome.fault?.kind == .captivePortal)
        #expect(outcome.fault?.exit == .unreachable)
        #expect(outcome.summary == SyncSummary(waiting: 2))
        #expect(try setting.spool.counts("2026")[.waiting] == 2)
        setting.server.otherMishap = .captivePortal
        #expect(try setting.run().fault?.kind == .captivePortal)
    }

    @Test("One refused and one held response do not hold up the others")
    func verdicts() throws {
        let setting = try SyncSetting(waiting: 10)
        setting.server.verdicts[setting.entries[3].id] = (.refused, .optionUnknown)
        setting.server.verdicts[setting.entries[5].id] = (.quarantined, .respondentRepeated)
        let outcome = try setting.run()
        #expect(
            outcome.summary == SyncSummary(sent: 10, accepted: 8, quarantined: 1, refused: 1))
        let refused = try #require(try setting.spool.entries("2026", .refused).first)
        #expect(refused.id == setting.entries[3].id)
        #expect(try setting.spool.problem(of: refused)?.code == "option-unknown")
        let held = try #require(try setting.spool.entries("2026", .held).first)
        #expect(try setting.spool.problem(of: held)?.code == "respondent-repeated")
    }

    @Test("An altered response is set aside here, and the others are sent")
    func alteredResponse() throws {
        let setting = try SyncSetting(waiting: 4)
        setting.disk.tamper(setting.entries[1].path, Array("{}".utf8))
        let outcome = try setting.run()
        #expect(outcome.summary == SyncSummary(sent: 3, accepted: 3, altered: 1))
        #expect(try setting.spool.counts("2026")[.quarantine] == 1)
    }

    @Test("Verdicts at the wrong place are not believed, and a cut answer counts as far as it goes")
    func damagedAnswers() throws {
        let cut = try SyncSetting(waiting: 4)
        cut.server.mishaps = [.cutAnswer]
        #expect(try cut.run().summary == SyncSummary(sent: 2, accepted: 2, waiting: 2))
        #expect(try cut.run().summary == SyncSummary(sent: 2, duplicate: 2))
        let shuffled = try SyncSetting(waiting: 4)
        shuffled.server.mishaps = [.shuffledAnswer]
        #expect(try shuffled.run().summary == SyncSummary(sent: 4, duplicate: 4))
    }

    @Test("Retry-After is honored")
    func retryAfter() throws {
        let setting = try SyncSetting(waiting: 1)
        setting.server.mishaps = [.status(503, retryAfter: 30)]
        #expect(try setting.run().fault == nil)
        let wait = try #require(setting.pause.waits.first)
        #expect((30...31).contains(wait))
    }

    @Test("A revoked agent stops at once, keeps everything, and is not permitted")
    func revoked() throws {
        let setting = try SyncSetting(waiting: 2)
        setting.server.mishaps = [.problem(.agentRevoked)]
        let outcome = try setting.run(triesMaximum: nil)
        #expect(outcome.fault?.exit == .notPermitted)
        #expect(setting.pause.waits.isEmpty)
        #expect(try setting.spool.counts("2026")[.waiting] == 2)
    }

    @Test("Another server at the address gets nothing")
    func otherServer() throws {
        let setting = try SyncSetting(waiting: 1)
        setting.server.hello = Hello(server: "other", epoch: 1, group: "", time: "")
        let outcome = try setting.run()
        #expect(outcome.fault?.code == "server-changed")
        #expect(setting.server.stored.isEmpty)
    }

    @Test("A changed epoch is recorded")
    func epoch() throws {
        let setting = try SyncSetting(waiting: 0)
        setting.server.hello = Hello(server: "server-1", epoch: 7, group: "", time: "")
        _ = try setting.run()
        #expect(try Home(disk: setting.disk).enrollment()?.epoch == 7)
    }

    @Test("Sending again what is there changes nothing but the count of duplicates")
    func resend() throws {
        let setting = try SyncSetting(waiting: 5)
        _ = try setting.run()
        let before = setting.server.stored
        #expect(try setting.run(resend: true).summary == SyncSummary(sent: 5, duplicate: 5))
        #expect(setting.server.stored == before)
        #expect(try setting.spool.receipts("2026").count == 5)
    }

    @Test("A new round comes with its questionnaire; an altered questionnaire is not kept")
    func rounds() throws {
        let setting = try SyncSetting(waiting: 0)
        setting.server.rounds.append(Fixture.round("2027"))
        _ = try setting.run()
        let home = Home(disk: setting.disk)
        #expect(try home.rounds().map(\.id) == ["2026", "2027"])
        let digest = Fixture.round().questionnaire
        #expect(try home.questionnaire("2027", digest: digest) == Fixture.questionnaireBytes)
        setting.server.rounds.append(Fixture.round("2028"))
        setting.server.questionnaire = Array("{}".utf8)
        #expect(try setting.run().leftover?.kind == .captivePortal)
        #expect(try home.round("2028") == nil)
    }

    @Test("A round whose id is no identifier is not written anywhere")
    func hostileRound() throws {
        let setting = try SyncSetting(waiting: 0)
        setting.server.rounds = [Fixture.round("../../evil")]
        #expect(try setting.run().shortcoming != nil)
        #expect(setting.disk.files.keys.allSatisfy { !$0.contains("evil") })
    }
}

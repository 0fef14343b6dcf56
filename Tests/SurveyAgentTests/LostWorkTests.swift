import FoundationEssentials
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

/// The known ways in which collectors lose people's work, one test each.
@Suite("None of the known ways to lose work")
struct LostWorkTests {
    @Test("A lost acknowledgment followed by an edit leads to no conflict")
    func lostAcknowledgmentThenEdit() throws {
        let setting = try SyncSetting(waiting: 1)
        setting.server.mishaps = [.answerLost, .answerLost, .answerLost, .answerLost, .answerLost]
        #expect(try setting.run().fault != nil)
        #expect(try setting.count(.waiting) == 1)
        _ = try setting.spool.seal([setting.edit(0)], round: "2026")
        let outcome = try setting.run()
        #expect(outcome.summary == SyncSummary(sent: 2, accepted: 1, duplicate: 1))
        #expect(setting.server.stored.count == 2)
    }

    @Test("Retries duplicate nothing")
    func retries() throws {
        let setting = try SyncSetting(waiting: 30)
        for _ in 0..<6 {
            setting.server.mishaps = [.answerLost, .cutAnswer, .shuffledAnswer, .lost]
            _ = try setting.run(resend: true)
        }
        setting.server.mishaps = []
        _ = try setting.run()
        #expect(setting.server.stored.count == 30)
        #expect(Set(setting.server.stored.values) == Set(setting.responses.map(\.bytes)))
        #expect(try setting.count(.acknowledged) == 30)
    }

    @Test("A sync that leaves something behind says so")
    func leftBehind() throws {
        let setting = try SyncSetting(waiting: 4)
        setting.server.mishaps = [.cutAnswer]
        let outcome = try setting.run()
        #expect(outcome.summary.waiting == 2)
        let questions = try SyncSetting(waiting: 1)
        questions.server.pathMishaps[Path.rounds] = .captivePortal
        let partly = try questions.run()
        #expect(partly.summary.accepted == 1, "what can be sent is sent")
        #expect(partly.leftover?.kind == .captivePortal)
        #expect(questions.home.syncRecord().lastSync == nil)
    }

    @Test("One bad record never blocks the queue")
    func badRecord() throws {
        let setting = try SyncSetting(waiting: 9)
        setting.server.verdicts[setting.entries[0].id] = (.refused, .memberInvalid)
        setting.disk.tamper(setting.entries[1].path, [])
        let outcome = try setting.run()
        #expect(outcome.summary.accepted == 7)
        #expect(outcome.summary.refused == 1)
        #expect(try setting.count(.quarantine) == 1)
    }

    @Test("A server restored from a backup gets back the day that it lacks")
    func restoredServer() throws {
        let setting = try SyncSetting(waiting: 10)
        _ = try setting.run()
        for entry in setting.entries[..<4] { setting.server.stored[entry.stem] = nil }
        setting.server.hello = Hello(server: "server-1", epoch: 2, group: "", time: "")
        let outcome = try setting.run()
        #expect(outcome.summary == SyncSummary(sent: 4, accepted: 4, missing: 4))
        #expect(setting.server.stored.count == 10)
        #expect(try setting.home.enrollment()?.epoch == 2)
        #expect(try setting.run().summary == SyncSummary())
    }

    @Test("A comparison after a restore that is cut off is made again")
    func interruptedComparison() throws {
        for cut in 1...12 {
            let setting = try SyncSetting(waiting: 3)
            _ = try setting.run()
            setting.server.stored = [:]
            setting.server.hello = Hello(server: "server-1", epoch: 5, group: "", time: "")
            setting.disk.stepsLeft = cut
            _ = try? setting.run()
            setting.disk.restart()
            _ = try setting.run()
            #expect(setting.server.stored.count == 3, "cut after \(cut)")
            #expect(try setting.count(.acknowledged) == 3, "cut after \(cut)")
        }
    }

    @Test("Wrong clocks of ten years either way change nothing but what is shown")
    func wrongClock() throws {
        for years: Int64 in [-10, 10] {
            let setting = try SyncSetting(waiting: 2)
            setting.clock.milliseconds += years * 365 * 86_400_000
            #expect(try setting.run().summary == SyncSummary(sent: 2, accepted: 2))
            let difference = try #require(setting.home.syncRecord().clockDifferenceSeconds)
            #expect(abs(difference - Int(years) * 365 * 86_400) < 3_600)
        }
    }

    @Test("A captive portal's 200 acknowledges nothing, whatever was asked")
    func captivePortal() throws {
        let setting = try SyncSetting(waiting: 2)
        _ = try setting.run()
        setting.server.hello = Hello(server: "server-1", epoch: 2, group: "", time: "")
        setting.server.pathMishaps[Path.reconcile("2026")] = .captivePortal
        #expect(try setting.run().leftover?.kind == .captivePortal)
        #expect(try setting.home.enrollment()?.epoch == 1, "it is compared another time")
        #expect(try setting.count(.acknowledged) == 2)
        setting.server.pathMishaps = [:]
        _ = try setting.run()
        #expect(try setting.home.enrollment()?.epoch == 2)
    }

    @Test("A computer that is enrolled again keeps and sends what was waiting")
    func enrolledAgain() throws {
        let setting = try SyncSetting(waiting: 5)
        setting.server.mishaps = [.problem(.agentRevoked)]
        #expect(try setting.run().fault?.exit == .notPermitted)
        let server = setting.server
        server.hello = Hello(server: "server-1", epoch: 3, group: "", time: "")
        try setting.disk.remove([Home.enrollmentPath])
        let enrollment = try Enroller(
            home: setting.home, device: Fixture.device(), connect: { _ in server }
        ).enroll(server.code(), proxy: .none)
        #expect(enrollment.epoch != 3, "what was sent before is compared first")
        #expect(try setting.run().summary == SyncSummary(sent: 5, accepted: 5))
    }

    @Test("A changed questionnaire strands nothing that waits")
    func changedQuestionnaire() throws {
        let setting = try SyncSetting(waiting: 3)
        let text = Fixture.questionnaireText.replacing(
            "\"version\":\"1\"", with: "\"version\":\"2\"")
        setting.server.questionnaire = Array(text.utf8)
        setting.server.rounds = [
            RoundSummary(
                id: "2026", state: .open, mode: .respondents, dates: (nil, nil),
                questionnaire: Digest.of(setting.server.questionnaire))
        ]
        for entry in setting.entries {
            setting.server.verdicts[entry.id] = (.quarantined, .questionnaireUnknown)
        }
        #expect(try setting.run().summary == SyncSummary(sent: 3, quarantined: 3))
        #expect(setting.server.stored.count == 3)
        for entry in setting.entries { setting.server.decisions[entry.id] = .stored }
        #expect(try setting.run().summary == SyncSummary(released: 3))
        #expect(try setting.count(.acknowledged) == 3)
    }
}

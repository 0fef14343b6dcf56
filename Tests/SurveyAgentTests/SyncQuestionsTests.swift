import Crypto
import FoundationEssentials
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What a sync asks beside sending")
struct SyncQuestionsTests {
    /// A hello like the server's own with some members of another value.
    private func hello(_ members: [String: String]) throws -> Hello {
        let hello = Hello(
            server: "server-1", epoch: 1, group: "Group", time: "2026-03-01T09:30:00Z")
        var text = String(decoding: try JSONFile.bytes(hello), as: UTF8.self)
        for (name, value) in members {
            let range = try #require(text.firstRange(of: "\"\(name)\":\""))
            let end = try #require(text[range.upperBound...].firstIndex(of: "\""))
            text.replaceSubrange(range.upperBound..<end, with: value)
        }
        return try JSONDecoder().decode(Hello.self, from: Data(text.utf8))
    }

    @Test("A rejected response that is accepted after all counts here as well")
    func accepted() throws {
        let setting = try SyncSetting(waiting: 1)
        let id = setting.entries[0].id
        setting.server.verdicts[id] = (.quarantined, .respondentRepeated)
        setting.server.decisions[id] = .rejected
        _ = try setting.run()
        _ = try setting.run()
        #expect(try setting.count(.refused) == 1)
        #expect(try setting.run().summary == SyncSummary())
        setting.server.decisions[id] = .stored
        #expect(try setting.run().summary == SyncSummary(released: 1))
        #expect(try setting.count(.acknowledged) == 1 && setting.count(.refused) == 0)
    }

    @Test("What a person decided about held responses is learned at the next sync")
    func decisions() throws {
        let setting = try SyncSetting(waiting: 3)
        for entry in setting.entries {
            setting.server.verdicts[entry.id] = (.quarantined, .respondentRepeated)
            setting.server.decisions[entry.id] = .quarantined
        }
        #expect(try setting.run().summary == SyncSummary(sent: 3, quarantined: 3))
        #expect(try setting.run().summary == SyncSummary())
        setting.server.decisions[setting.entries[0].id] = .stored
        setting.server.decisions[setting.entries[1].id] = .rejected
        #expect(try setting.run().summary == SyncSummary(released: 1, rejected: 1))
        #expect(try setting.count(.acknowledged) == 1)
        #expect(try setting.count(.held) == 1)
        let refused = try #require(try setting.spool.entries("2026", .refused).first)
        #expect(try setting.spool.problem(of: refused)?.code == "response-rejected")
        #expect(try setting.spool.problem(of: refused)?.detail == "not of this round")
    }

    @Test("A returned response is marked with its reason, and a correction answers it")
    func returns() throws {
        let setting = try SyncSetting(waiting: 2)
        _ = try setting.run()
        setting.giveBack(1)
        #expect(try setting.run().summary == SyncSummary(returned: 1))
        let returned = try #require(try setting.spool.entries("2026", .returned).first)
        #expect(returned.id == setting.entries[1].id)
        #expect(try setting.spool.problem(of: returned)?.detail == "The unit is missing.")
        #expect(try setting.run().summary == SyncSummary())
        _ = try setting.spool.seal([setting.edit(1)], round: "2026")
        #expect(try setting.count(.returned) == 0)
        #expect(try setting.run().summary == SyncSummary(sent: 1, accepted: 1))
        #expect(try setting.count(.acknowledged) == 3)
    }

    @Test("Comparing one round with a restored centre does not stand for the other rounds")
    func oneRound() throws {
        let setting = try SyncSetting(
            waiting: 2, rounds: [Fixture.round("2026"), Fixture.round("2027")])
        let others = try Fixture.responses(2, device: Fixture.device(seed: 50))
        _ = try setting.spool.seal(others, round: "2027")
        _ = try setting.run()
        #expect(setting.server.stored.count == 4)
        setting.server.stored = [:]
        setting.server.hello = Hello(
            server: "server-1", epoch: 2, group: "Group", time: "2026-03-01T09:30:00Z")
        _ = try setting.run(compares: "2026")
        #expect(setting.server.stored.count == 2)
        _ = try setting.run()
        #expect(setting.server.stored.count == 4)
        #expect(try setting.home.enrollment()?.epoch == 2)
    }

    @Test("A returned response stays so when the server is compared, and is sent when it lacks it")
    func returnedComparison() throws {
        let setting = try SyncSetting(waiting: 1)
        _ = try setting.run()
        setting.giveBack(0)
        _ = try setting.run()
        _ = try setting.run(compares: "2026")
        #expect(try setting.count(.returned) == 1)
        setting.server.stored = [:]
        setting.server.returned = []
        #expect(try setting.run(compares: "2026").summary.accepted == 1)
        #expect(try setting.count(.acknowledged) == 1)
    }

    @Test("An answer to the comparison that does not echo the digest counts for nothing")
    func damagedComparison() throws {
        let setting = try SyncSetting(waiting: 4)
        _ = try setting.run()
        setting.server.hello = Hello(server: "server-1", epoch: 2, group: "", time: "")
        setting.server.stored = [:]
        setting.server.pathMishaps[Path.reconcile("2026")] = .cutAnswer
        #expect(try setting.run().summary.missing == 2)
        #expect(try setting.home.enrollment()?.epoch == 1)
        setting.server.pathMishaps = [:]
        #expect(try setting.run().summary.missing == 2)
        #expect(setting.server.stored.count == 4)
        #expect(try setting.home.enrollment()?.epoch == 2)
    }

    @Test("A question that the server cannot answer holds up no response and is left for later")
    func failingQuestions() throws {
        let setting = try SyncSetting(waiting: 2)
        _ = try setting.run()
        _ = try setting.spool.seal([setting.edit(0)], round: "2026")
        for path in [Path.rounds, Path.returns("2026"), Path.report] {
            setting.server.pathMishaps[path] = .status(500)
        }
        let outcome = try setting.run(triesMaximum: 9)
        #expect(outcome.fault == nil)
        #expect(outcome.leftover?.code == "http-500")
        #expect(outcome.summary.accepted == 1)
    }

    @Test("The centre learns counts, clock and program once a sync, and nothing else")
    func report() throws {
        let setting = try SyncSetting(waiting: 3)
        setting.server.verdicts[setting.entries[0].id] = (.refused, .optionUnknown)
        setting.disk.bytesMaximum = 1_000_000
        _ = try setting.run()
        let report = try #require(setting.server.reports.first)
        #expect(setting.server.reports.count == 1)
        #expect(report.agent == AgentVersion.text)
        #expect((report.drafts, report.waiting, report.unsettled) == (0, 0, 1))
        #expect(report.rounds == [.init(round: "2026", unsettled: 1)])
        #expect(report.freeBytes.map { (1...1_000_000).contains($0) } == true)
        #expect(Timestamp.milliseconds(report.time) != nil)
    }

    @Test("An agent that is too old stops, says so and keeps everything")
    func tooOld() throws {
        let setting = try SyncSetting(waiting: 2)
        setting.server.hello = try hello(["oldestAgent": "99.0"])
        let outcome = try setting.run(triesMaximum: nil)
        #expect(outcome.fault?.code == "agent-too-old")
        #expect(try setting.count(.waiting) == 2)
        #expect(AgentVersion.isAtLeast("0.9.10", number: "0.10.2"))
        #expect(!AgentVersion.isAtLeast("1.2", number: "1.1.9"))
        #expect(AgentVersion.isAtLeast("1.2", number: "1.2.0-beta"))
    }

    @Test("A certificate in its last third is renewed, and the pair on the disk always matches")
    func renewal() throws {
        for cut in [nil] + (1...20).map({ Optional($0) }) {
            let setting = try SyncSetting(waiting: 1)
            let key = P256.Signing.PrivateKey()
            try setting.disk.place([
                DiskFile(path: Home.keyPath, bytes: SigningKey.bytes(key)),
                DiskFile(
                    path: Home.certificatePath,
                    bytes: Array(try setting.server.certificate(for: key.publicKey).pem.utf8)),
            ])
            #expect(try setting.run().summary.accepted == 1)
            #expect(setting.server.renewedKeys.isEmpty, "it is too early")
            setting.server.hello = try hello(["time": "2053-01-01T00:00:00Z"])
            setting.disk.stepsLeft = cut
            _ = try? setting.run()
            setting.disk.restart()
            _ = try setting.run()
            #expect(Set(setting.server.renewedKeys).count == 1, "cut after \(cut ?? 0)")
            let identity = try setting.home.identity()
            let kept = try #require(SigningKey.read(identity.key))
            #expect(kept.publicKey.rawRepresentation == setting.server.renewedKeys.last)
            _ = try SigningKey.checked(
                String(decoding: identity.certificate, as: UTF8.self), for: kept)
            #expect(try setting.disk.list("").allSatisfy { !$0.hasPrefix("renewing") })
        }
    }

    @Test("A renewal that fails leaves the old certificate and stops nothing")
    func failedRenewal() throws {
        let setting = try SyncSetting(waiting: 1)
        let key = P256.Signing.PrivateKey()
        let pem = Array(try setting.server.certificate(for: key.publicKey).pem.utf8)
        try setting.disk.place([
            DiskFile(path: Home.keyPath, bytes: SigningKey.bytes(key)),
            DiskFile(path: Home.certificatePath, bytes: pem),
        ])
        setting.server.hello = try hello(["time": "2053-01-01T00:00:00Z"])
        setting.server.renewedAgent = "somebody-else"
        #expect(try setting.run().summary.accepted == 1)
        #expect(try setting.home.identity().certificate == pem)
    }
}

import ArgumentParser
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("An archived round is over, and is cleaned up only when asked and safe")
struct ArchivedRoundTests {
    /// An agent whose responses are at the centre, one of them returned, and the round archived.
    private func setting(archived: Bool = true) throws -> SyncSetting {
        let setting = try SyncSetting(waiting: 3)
        _ = try setting.run()
        setting.giveBack(2)
        _ = try setting.run()
        #expect(try setting.count(.returned) == 1)
        if archived { setting.server.rounds = [Fixture.round("2026", .archived)] }
        return setting
    }

    private func clean(_ setting: SyncSetting, dryRun: Bool = false) throws -> CleanReport {
        let command = try CleanCommand.parse(dryRun ? ["2026", "--dry-run"] : ["2026"])
        let sync = SyncRun(
            home: setting.home, spool: setting.spool, transport: setting.server,
            device: Fixture.device(seed: 9, clock: setting.clock), pause: setting.pause)
        return try command.clean(sync, SilentTerminal())
    }

    @Test("what the centre has goes, receipts and everything else stay")
    func cleaned() throws {
        let setting = try setting()
        #expect(try clean(setting, dryRun: true).removed == 2)
        #expect(try setting.count(.acknowledged) == 2)
        let report = try clean(setting)
        #expect(report.removed == 2 && report.kept == 1 && report.bytes > 0)
        #expect(try setting.count(.acknowledged) == 0)
        #expect(try setting.count(.returned) == 1)
        #expect(try setting.spool.receipts("2026").count == 3)
        #expect(try clean(setting).removed == 0)
    }

    @Test("a file that is not what was sealed is set aside and said, not removed")
    func altered() throws {
        let setting = try setting()
        let entry = try #require(try setting.spool.entries("2026", .acknowledged).first)
        setting.disk.tamper(entry.path, Array("what somebody wrote".utf8))
        let dry = try clean(setting, dryRun: true)
        #expect(dry.removed == 1 && dry.altered == 1 && dry.kept == 2)
        #expect(try setting.count(.acknowledged) == 2)
        let report = try clean(setting)
        #expect(report.removed == 1 && report.altered == 1 && report.kept == 2)
        #expect(
            report.note?.contains("1 file is not what was sealed here and was set aside") == true)
        #expect(try setting.count(.acknowledged) == 0)
        #expect(try setting.spool.damaged("2026").count == 1)
        #expect(try clean(setting).note == nil)
    }

    @Test("nothing goes before the round is archived, or what the centre does not have")
    func refused() throws {
        let early = try setting(archived: false)
        #expect { try clean(early) } throws: { ($0 as? HomeFault)?.code == "round-not-archived" }
        #expect(try early.count(.acknowledged) == 2)
        let restored = try setting()
        restored.server.stored = [:]
        #expect { try clean(restored) } throws: { ($0 as? HomeFault)?.code == "round-incomplete" }
        #expect(try restored.spool.counts("2026").values.reduce(0, +) == 3)
        let unreachable = try setting()
        unreachable.server.pathMishaps[Path.reconcile("2026")] = .status(500)
        #expect(throws: TransportFault.self) { try clean(unreachable) }
        #expect(try unreachable.count(.acknowledged) == 2)
    }

    @Test("a cut while cleaning leaves a receipt for everything that is gone")
    func cut() throws {
        for steps in 1...40 {
            let setting = try setting()
            setting.disk.stepsLeft = steps
            _ = try? clean(setting)
            setting.disk.restart()
            let left = try setting.spool.entries("2026", .acknowledged).map(\.stem)
            let receipts = try setting.spool.receipts("2026")
            for entry in setting.entries where !left.contains(entry.stem) {
                #expect(receipts[entry.stem] != nil, "cut after \(steps)")
            }
        }
    }

    @Test("nothing of it needs anybody, and nothing can be filled in")
    func over() throws {
        let disk = MemoryDisk()
        let site = try FormVisit.site(disk)
        let task = Import(
            sealer: try Fixture.sealer(Fixture.device(seed: 5)), key: try Fixture.key(),
            spool: Fixture.spool(disk), fileName: "answers.csv")
        _ = try task.run(Array("respondent,one.a\nanna,low\n".utf8))
        let entry = try #require(try site.sealed("2026").first)
        let back = ReturnedResponse(
            ReconcileQuestion(id: entry.id, revision: entry.revision, digest: entry.digest),
            reason: "Why?", returnedAt: "2026-03-01T09:30:00Z")
        _ = try site.agent.spool.giveBack([back], round: "2026")
        let visit = FormVisit.coordinator(site)
        visit.get("/")
        #expect(visit.page.contains("Needs you"))
        try site.agent.home.save(Fixture.round("2026", .archived))
        visit.get("/")
        #expect(!visit.page.contains("Needs you") && visit.page.contains("Archived rounds"))
        for page in ["", "/invitations", "/paper", "/import", "/kiosk"] {
            visit.get("/rounds/2026\(page)")
            #expect(visit.page.contains("The round is archived."))
            #expect(!visit.page.contains("Fill in a response") && !visit.page.contains("Why?"))
        }
        visit.post("/rounds/2026/fill", [("label", "bo")])
        visit.post("/rounds/2026/responses/\(entry.id)/correct", [])
        #expect(try site.agent.spool.drafts("2026").isEmpty)
        visit.get("/rounds/2026/responses/\(entry.id)")
        #expect(!visit.page.contains("Correct the response"))
        let report = try StatusReport(site.agent)
        #expect(report.matters.isEmpty && report.attention.needPerson == 0)
        let text = StatusText.lines(report).joined(separator: "\n")
        #expect(text.contains("round 2026 (archived): over"))
        #expect(throws: HomeFault.self) { try site.agent.roundToFill("2026") }
    }
}

import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Verdicts are filed while the next request is on its way")
struct FilingTests {
    /// Files only when somebody waits for it.
    private final class LateFiling: Filing {
        private var later: [@Sendable () throws(DiskFault) -> Void] = []

        func begin(_ work: @escaping @Sendable () throws(DiskFault) -> Void) {
            later.append(work)
        }

        func finish() throws(DiskFault) {
            let works = later
            later = []
            for work in works { try work() }
        }
    }

    /// Looks at the spool at each request with responses.
    private struct WatchedServer: Transport {
        let setting: SyncSetting
        let seen: (Int) -> Void

        func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
            if request.path == Path.responses("2026") {
                seen((try? setting.count(.acknowledged)) ?? -1)
            }
            return try setting.server.send(request)
        }
    }

    private func run(
        _ setting: SyncSetting, _ filing: any Filing, seen: @escaping (Int) -> Void = { _ in }
    ) throws -> SyncRun.Outcome {
        var run = SyncRun(
            home: setting.home, spool: setting.spool,
            transport: WatchedServer(setting: setting, seen: seen),
            device: Fixture.device(seed: 9, clock: setting.clock), pause: setting.pause)
        run.filing = filing
        return try run.run()
    }

    @Test("At most one batch is not filed yet when another is sent, and all are at the end")
    func oneBehind() throws {
        let setting = try SyncSetting(waiting: 750)
        var filed: [Int] = []
        let outcome = try run(setting, LateFiling()) { filed.append($0) }
        #expect(setting.server.batchSizes == [100, 200, 400, 50])
        #expect(filed == [0, 0, 100, 300])
        #expect(outcome.summary == SyncSummary(sent: 750, accepted: 750))
        #expect(try setting.count(.acknowledged) == 750)
        #expect(try setting.spool.receipts("2026").count == 750)
    }

    @Test("A wait before the next try begins when everything is filed")
    func beforeWaiting() throws {
        let setting = try SyncSetting(waiting: 250)
        setting.server.mishaps = [nil, .answerLost]
        var filed: [Int] = []
        let outcome = try run(setting, LateFiling()) { filed.append($0) }
        #expect(filed == [0, 0, 100, 100])
        #expect(outcome.summary == SyncSummary(sent: 250, accepted: 100, duplicate: 150))
        #expect(setting.server.stored.count == 250)
    }

    /// Cannot be reached at first, and meanwhile somebody goes on collecting.
    private final class LateServer: Transport {
        let setting: SyncSetting
        var isReached = false

        init(setting: SyncSetting) { self.setting = setting }

        func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
            if !isReached {
                isReached = true
                let edits = (0..<3).compactMap { try? setting.edit($0) }
                _ = try? setting.spool.seal(edits, round: "2026")
                throw TransportFault(
                    "cannot-connect", .retry, .unreachable, reason: "nobody answers", hint: "wait")
            }
            return try setting.server.send(request)
        }
    }

    @Test("What is sealed while a sync waits for the network is sent in the same sync")
    func sealedMeanwhile() throws {
        let setting = try SyncSetting(waiting: 5)
        let outcome = try setting.run(
            triesMaximum: nil, through: LateServer(setting: setting))
        #expect(outcome.summary.accepted == 8)
        #expect(try setting.count(.waiting) == 0)
    }

    @Test("An altered response is set aside after the batch before it is filed")
    func alteredMeanwhile() throws {
        let setting = try SyncSetting(waiting: 250)
        setting.disk.tamper(setting.entries[200].path, [1, 2])
        let outcome = try run(setting, LateFiling())
        #expect((outcome.summary.accepted, outcome.summary.altered) == (249, 1))
        #expect(try setting.count(.quarantine) == 1)
    }

    @Test(
        "A fault of the disk ends the sync, and what was not filed is received again",
        arguments: stride(from: 0, through: 60_000, by: 4_000).map(\.self))
    func fullDisk(room: Int) throws {
        for filing in [LateFiling(), ImmediateFiling()] as [any Filing] {
            let setting = try SyncSetting(waiting: 350)
            setting.disk.bytesMaximum = setting.disk.bytesUsed + room
            #expect(throws: DiskFault.self) { try run(setting, filing) }
            setting.disk.bytesMaximum = nil
            let filed = try setting.count(.acknowledged)
            #expect(try setting.count(.waiting) == 350 - filed)
            #expect(try setting.spool.receipts("2026").count >= filed)
            let outcome = try run(setting, filing)
            #expect(outcome.summary.accepted + outcome.summary.duplicate == 350 - filed)
            #expect(try setting.count(.acknowledged) == 350)
            #expect(setting.server.stored.count == 350)
        }
    }

    @Test("The power may go at any step, whenever the filing is done", arguments: 1...6)
    func power(seed: UInt64) throws {
        for cut in stride(from: 1, through: 400, by: 19) {
            let setting = try SyncSetting(waiting: 350)
            setting.disk.stepsLeft = cut
            let random = SeededRandom(seed: seed &* 1_000 &+ UInt64(cut))
            _ = try? run(setting, ChancyFiling(random: random))
            setting.disk.restart()
            let received = Set(setting.server.stored.values)
            let receipts = try setting.spool.receipts("2026")
            for entry in try setting.spool.entries("2026", .acknowledged) {
                #expect(try received.contains(setting.disk.read(entry.path)))
                #expect(receipts[entry.stem] != nil)
            }
            _ = try run(setting, ImmediateFiling())
            #expect(try setting.count(.acknowledged) == 350, "cut after \(cut), seed \(seed)")
            #expect(setting.server.stored.count == 350, "cut after \(cut), seed \(seed)")
        }
    }
}

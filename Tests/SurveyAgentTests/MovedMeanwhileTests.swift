import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

/// Somebody else moves responses while this process reads them.
@Suite("Responses that change their place meanwhile")
struct MovedMeanwhileTests {
    /// A disk on which something happens just before a file of a folder is read for the first time.
    ///
    /// Unchecked because a test uses it from one thread.
    private final class LivelyDisk: Disk, @unchecked Sendable {
        let disk: MemoryDisk
        let folder: String
        var happens: (() throws -> Void)?

        init(_ disk: MemoryDisk, beforeReading folder: String) {
            (self.disk, self.folder) = (disk, folder)
        }

        func read(_ path: String) throws(DiskFault) -> [UInt8] {
            if path.hasPrefix(folder), let happens {
                self.happens = nil
                do { try happens() } catch { Issue.record(error) }
            }
            return try disk.read(path)
        }

        func read(
            _ names: [String], in folder: String, _ take: (ArraySlice<UInt8>) -> Bool
        ) throws(DiskFault) {
            for name in names where try !take(read("\(folder)/\(name)")[...]) { return }
        }

        func lastByte(of path: String) throws(DiskFault) -> UInt8? { try disk.lastByte(of: path) }
        func list(_ folder: String) throws(DiskFault) -> [String] { try disk.list(folder) }
        func list(_ folders: [String]) throws(DiskFault) -> [[String]] { try disk.list(folders) }
        func makeFolder(_ folder: String) throws(DiskFault) { try disk.makeFolder(folder) }
        func place(_ files: [DiskFile]) throws(DiskFault) { try disk.place(files) }
        func move(_ moves: [DiskMove]) throws(DiskFault) { try disk.move(moves) }
        func append(_ bytes: [UInt8], to path: String) throws(DiskFault) {
            try disk.append(bytes, to: path)
        }
        func remove(_ paths: [String]) throws(DiskFault) { try disk.remove(paths) }
        func removeEmpty(_ folders: [String]) throws(DiskFault) { try disk.removeEmpty(folders) }
        func freeBytes() -> Int? { disk.freeBytes() }
        func lock(_ path: String) throws(DiskFault) -> (any DiskLock)? { try disk.lock(path) }
    }

    private func accepted(_ entry: SpoolEntry) -> Ruling {
        let receipt = Receipt(
            server: "server-1", epoch: 1, sequence: 1, receivedAt: "2026-03-01T09:30:00Z")
        return Ruling(entry: entry, verdict: .accepted, receipt: receipt, problem: nil)
    }

    @Test("A respondent is known although the response is moved while others are read")
    func knownRespondents() throws {
        let memory = MemoryDisk()
        let spool = Fixture.spool(memory)
        let responses = try Fixture.responses(8, device: Fixture.device())
        try spool.settle(spool.seal(responses, round: "2026").map(accepted))
        let lively = LivelyDisk(memory, beforeReading: "spool/2026/acknowledged")
        lively.happens = {
            // A restored centre lacks everything.
            _ = try spool.requeue(spool.entries("2026", .acknowledged))
        }
        let known = try KnownResponses("2026", in: Fixture.spool(lively))
        #expect(known.byToken.count == 8)
        #expect(known.quarantined == 0)
    }

    @Test("A correction begins with the answers although the response is moved")
    func prefilling() throws {
        let memory = MemoryDisk()
        let spool = Fixture.spool(memory)
        let responses = try Fixture.responses(3, device: Fixture.device())
        let entries = try spool.seal(responses, round: "2026")
        let lively = LivelyDisk(memory, beforeReading: entries[1].path)
        lively.happens = { try spool.settle(entries.map(accepted)) }
        let collector = Collector(
            sealer: try Fixture.sealer(Fixture.device()), key: try Fixture.key(),
            spool: Fixture.spool(lively))
        var draft = Draft(
            id: entries[1].id, revision: 2, replaces: entries[1].digest, round: "2026",
            questionnaire: Digest.zero, respondent: nil, isLabeled: false,
            startedAt: "2026-03-01T09:30:00Z")
        try collector.prefill(&draft, from: entries[1])
        #expect(!draft.answers.isEmpty)
    }

    @Test("What something on the way finds too large waits, and is sent when it is gone")
    func tooLargeOnTheWay() throws {
        let setting = try SyncSetting(waiting: 3)
        setting.server.mishaps = Array(repeating: .status(413), count: 40)
        let outcome = try setting.run()
        #expect(outcome.summary.refused == 0 && outcome.summary.accepted == 0)
        #expect(outcome.shortcoming?.code == "http-413")
        #expect(try setting.count(.waiting) == 3)
        setting.server.mishaps = []
        #expect(try setting.run().summary.accepted == 3)
    }

    @Test("What the agent did not make is counted by the sync that sets it aside")
    func strange() throws {
        let setting = try SyncSetting(waiting: 2)
        try setting.disk.place([DiskFile(path: "spool/2026/waiting/copy of 1", bytes: [1])])
        let outcome = try setting.run()
        #expect((outcome.summary.accepted, outcome.summary.altered) == (2, 1))
        #expect(try setting.run().summary.altered == 0)
    }
}

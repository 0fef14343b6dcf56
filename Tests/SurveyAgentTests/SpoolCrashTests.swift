import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("The power may go at any step")
struct SpoolCrashTests {
    @Test("What was said to be saved is there after a power cut at every step", arguments: 1...4)
    func everyStep(seed: UInt64) throws {
        let steps = try run(cutAfter: nil, seed: seed)
        #expect(steps > 15)
        for cut in 1...steps { _ = try run(cutAfter: cut, seed: seed) }
    }

    /// Seals two groups, settles the first as a whole and the second in two parts, and hears that
    /// the centre lacks the first again, with a power cut after so many steps.
    /// - Returns: the steps that were made.
    private func run(cutAfter: Int?, seed: UInt64) throws -> Int {
        let disk = MemoryDisk(seed: seed &+ UInt64(cutAfter ?? 0) &* 1_000)
        let spool = Fixture.spool(disk)
        let responses = try Fixture.responses(6, device: Fixture.device(seed: seed))
        var saved: Set<[UInt8]> = []
        var acknowledged: [SpoolEntry] = []
        disk.stepsLeft = cutAfter
        do {
            let first = try spool.seal(Array(responses[..<4]), round: "2026")
            saved.formUnion(responses[..<4].map(\.bytes))
            let second = try spool.seal(Array(responses[4...]), round: "2026")
            saved.formUnion(responses[4...].map(\.bytes))
            try spool.settle(first.map(accepted))
            acknowledged = first
            try spool.settle(second[..<1].map(accepted))
            try spool.settle(second[1...].map(accepted))
            acknowledged = second
            _ = try spool.requeue(
                spool.entries("2026", .acknowledged).filter { entry in
                    first.contains { $0.stem == entry.stem }
                })
        } catch {
            #expect(cutAfter != nil)
        }
        disk.restart()
        try spool.recover()
        var found: Set<[UInt8]> = []
        for state in SpoolState.sealed {
            for entry in try spool.entries("2026", state) {
                guard case .intact(let bytes) = try spool.read(entry) else {
                    Issue.record("cut after \(cutAfter ?? 0), seed \(seed): a torn file")
                    continue
                }
                found.insert(bytes)
            }
        }
        #expect(saved.isSubset(of: found), "cut after \(cutAfter ?? 0), seed \(seed)")
        #expect(found.isSubset(of: Set(responses.map(\.bytes))))
        #expect(try spool.counts("2026")[.quarantine] == 0)
        let receipts = try spool.receipts("2026")
        let received = try spool.entries("2026", .acknowledged)
        #expect(Set(acknowledged.map(\.stem)).isSubset(of: Set(received.map(\.stem))))
        #expect(received.allSatisfy { receipts[$0.stem] != nil })
        #expect(disk.files.keys.allSatisfy { !$0.contains(FileDisk.temporaryPrefix) })
        return disk.steps
    }

    private func accepted(_ entry: SpoolEntry) -> Ruling {
        let receipt = Receipt(
            server: "server-1", epoch: 1, sequence: 1, receivedAt: "2026-03-01T09:30:00Z")
        return Ruling(entry: entry, verdict: .accepted, receipt: receipt, problem: nil)
    }
}

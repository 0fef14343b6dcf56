import SurveyProtocol
import SurveyTesting
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Whatever the network and the power do")
struct SyncSimulationTests {
    @Test(
        "Every response that was saved is stored once, byte for byte, and acknowledged only then",
        arguments: Cases.seeds(40))
    func simulation(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let disk = MemoryDisk(seed: seed)
        let server = FakeServer()
        let clock = SimulatedClock()
        try Fixture.prepare(disk)
        let spool = Fixture.spool(disk)
        var saved: [[UInt8]] = []
        for _ in 0..<(2 + random.below(5)) {
            let device = Device(clock: clock, random: random)
            let responses = try Fixture.responses(1 + random.below(60), device: device)
            _ = try spool.seal(responses, round: "2026")
            saved += responses.map(\.bytes)
            server.mishaps = (0..<random.below(6)).map { _ in mishap(random) }
            if random.below(2) == 0 { disk.stepsLeft = 1 + random.below(80) }
            sync(disk, server, device)
            disk.restart()
            try check(spool, server, saved, seed)
        }
        server.mishaps = []
        sync(disk, server, Device(clock: clock, random: random))
        try check(spool, server, saved, seed)
        #expect(server.stored.count == saved.count, "seed \(seed)")
        #expect(try spool.counts("2026")[.acknowledged] == saved.count, "seed \(seed)")
    }

    private func mishap(_ random: SeededRandom) -> FakeServer.Mishap? {
        let all: [FakeServer.Mishap?] = [
            nil, .lost, .answerLost, .captivePortal, .status(503), .status(502),
            .problem(.storageFailed), .cutAnswer, .shuffledAnswer,
        ]
        return all[random.below(all.count)]
    }

    /// Syncs once; a power cut ends it.
    private func sync(_ disk: MemoryDisk, _ server: FakeServer, _ device: Device) {
        var run = SyncRun(
            home: Home(disk: disk), spool: Fixture.spool(disk), transport: server, device: device,
            pause: SimulatedPause())
        run.filing = ChancyFiling(random: SeededRandom(seed: device.random.next()))
        _ = try? run.run()
    }

    private func check(
        _ spool: Spool, _ server: FakeServer, _ saved: [[UInt8]], _ seed: UInt64
    ) throws {
        try spool.recover()
        #expect(Set(server.stored.values).isSubset(of: Set(saved)), "seed \(seed)")
        var here: [[UInt8]] = []
        for state in SpoolState.sealed {
            for entry in try spool.entries("2026", state) {
                guard case .intact(let bytes) = try spool.read(entry) else { continue }
                here.append(bytes)
                guard state == .acknowledged else { continue }
                #expect(server.stored[entry.stem] == bytes, "seed \(seed)")
            }
        }
        #expect(Set(here) == Set(saved), "seed \(seed): the agent keeps what it sent")
    }
}

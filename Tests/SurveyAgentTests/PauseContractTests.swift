import Testing

@testable import SurveyAgent

@Suite("What every pause promises")
struct PauseContractTests {
    @Test("A wait that nothing ends takes its time", arguments: PauseKind.allCases)
    func elapsing(kind: PauseKind) throws {
        let bench = try PauseBench(kind)
        let before = bench.clock.milliseconds
        #expect(bench.pause.wait(seconds: 0.03) == .elapsed)
        #expect(bench.clock.milliseconds - before >= 29)
    }

    @Test("A wait of no time, or less, is over at once", arguments: PauseKind.allCases)
    func nothing(kind: PauseKind) throws {
        let bench = try PauseBench(kind)
        let before = bench.clock.milliseconds
        #expect(bench.pause.wait(seconds: 0) == .elapsed)
        #expect(bench.pause.wait(seconds: -3_600) == .elapsed)
        #expect(bench.clock.milliseconds - before < 30_000)
    }

    @Test(
        "A change of the network ends a long wait, and only the one", arguments: PauseKind.allCases)
    func network(kind: PauseKind) throws {
        let bench = try PauseBench(kind)
        let before = bench.clock.milliseconds
        bench.changeNetwork()
        #expect(bench.pause.wait(seconds: 3_600) == .networkChanged)
        #expect(bench.clock.milliseconds - before < 600_000)
        #expect(bench.pause.wait(seconds: 0.01) == .elapsed)
    }

    @Test(
        "A stop ends a long wait and every one after it, whatever else happens",
        arguments: PauseKind.allCases)
    func stop(kind: PauseKind) throws {
        let bench = try PauseBench(kind)
        let before = bench.clock.milliseconds
        bench.stop()
        #expect(bench.pause.wait(seconds: 3_600) == .stopped)
        bench.changeNetwork()
        #expect(bench.pause.wait(seconds: 3_600) == .stopped)
        #expect(bench.pause.wait(seconds: 3_600) == .stopped)
        #expect(bench.clock.milliseconds - before < 600_000)
    }
}

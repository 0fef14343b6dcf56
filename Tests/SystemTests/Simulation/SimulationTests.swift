import Foundation
import SurveyTesting
import Testing

/// Agents, network, aggregator, disks and clocks, simulated from seeds.
///
/// `SURVEY_SIMULATIONS` sets how many seeds run, `SURVEY_FIRST` the first of them, and
/// `SURVEY_SEED` replays one alone.
@Suite("Whatever network, disks, clocks and people do")
struct SimulationTests {
    /// Seeds that one test case runs.
    private static let group: UInt64 = 50

    /// The first seed of each group.
    static var groups: [Range<UInt64>] {
        let environment = ProcessInfo.processInfo.environment
        let number: (String) -> UInt64? = { environment[$0].flatMap { UInt64($0) } }
        if let seed = number("SURVEY_SEED") { return [seed..<(seed + 1)] }
        let first = number("SURVEY_FIRST") ?? 1
        let end = first + (number("SURVEY_SIMULATIONS") ?? 1_000)
        return stride(from: first, to: end, by: Int(group)).map { $0..<min($0 + group, end) }
    }

    @Test("Two hundred campaigns meet everything that they are made for")
    func coverage() throws {
        let tally = Tally()
        for seed in 1...200 as ClosedRange<UInt64> {
            var simulation = try #require(Simulation(seed: seed, tally: tally))
            _ = try simulation.run()
        }
        let expected =
            (0..<13).map { "mishap \($0)" } + [
                "accepted", "duplicate", "superseded", "quarantined", "rejected", "released",
                "returned", "missing", "disk-failed", "disk-full", "agent-revoked",
                "captive-portal", "http-503", "curl-7", "file written", "file lost",
                "file imported", "file refused", "damaged file refused", "answer taken",
                "answer known", "hand-over-damaged", "hand-over-outdated",
            ]
        #expect(expected.filter { tally.counts[$0, default: 0] == 0 } == [])
    }

    @Test(
        "A defect in agent, aggregator or disk is found within a few hundred campaigns",
        arguments: PlantedDefect.allCases)
    func planted(defect: PlantedDefect) {
        let found = (1...400 as ClosedRange<UInt64>).first { seed in
            guard var simulation = Simulation(seed: seed, defect: defect) else { return false }
            return (try? simulation.run())?.isEmpty != true
        }
        #expect(found != nil, "\(defect.rawValue) passes for sound")
    }

    @Test(
        "What was acknowledged is stored once, what was saved is kept, and nothing else is there",
        arguments: groups)
    func campaign(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var simulation = try #require(Simulation(seed: seed))
            let faults: [String]
            do {
                faults = try simulation.run()
            } catch {
                faults = ["it ended early: \(error)"]
            }
            #expect(
                faults.isEmpty,
                "\(faults.joined(separator: "; ")); replay: make simulate SEED=\(seed)")
        }
    }
}

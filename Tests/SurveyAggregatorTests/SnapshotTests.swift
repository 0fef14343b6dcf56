import Formats
import Foundation
import MaturityModel
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("Snapshots are verified, published and compared")
struct SnapshotTests {
    /// Stores responses and keeps a snapshot of what has come in.
    private func aggregate(
        _ fixture: Fixture, _ numbers: Range<UInt64>, codes: [String] = ["1", "2", "3"],
        organization: String = "alpha"
    ) throws -> Int {
        let lines = numbers.map {
            fixture.response($0, codes: codes, organization: organization).sealed()
        }
        if !lines.isEmpty { _ = try fixture.store(lines, from: fixture.sender(organization)) }
        return try keep(fixture)
    }

    private func keep(_ fixture: Fixture, round id: String = "2026") throws -> Int {
        let reader = fixture.aggregator.reader
        let round = try reader.round(id)
        let inputs = try RoundInputs(reader: reader, round: round)
        let snapshot = try Snapshot.make(of: inputs, round: round, lanes: 2, reader).snapshot
        guard case .snapshot(let number) = try fixture.aggregator.perform(.keepSnapshot(snapshot))
        else { throw CocoaError(.coderInvalidValue) }
        return number
    }

    private func verify(_ fixture: Fixture, _ number: Int) throws -> Verification.Report {
        let reader = fixture.aggregator.reader
        let round = try reader.round("2026")
        return try Verification(reader: reader, lanes: 2)
            .snapshot(round, reader.snapshot(round: round, number: number))
    }

    private func publish(
        _ fixture: Fixture, _ number: Int, acknowledged: String? = nil
    ) throws {
        let reader = fixture.aggregator.reader
        let request = try Publication(reader: reader, lanes: 2)
            .request(reader.round("2026"), snapshot: number, acknowledged: acknowledged)
        _ = try fixture.aggregator.rounds.entry("2026")
        _ = try fixture.aggregator.perform(.publish(request))
        // Agents learn of it at once, not when the service starts again.
        #expect(
            try fixture.aggregator.rounds.entry("2026").round.state
                == fixture.aggregator.reader.round("2026").state)
    }

    private func code(_ body: () throws -> Void) -> AggregatorError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? AggregatorError)?.code
        }
    }

    @Test("an earlier snapshot is recomputed from what had arrived then, to the same bytes")
    func recomputed() throws {
        let fixture = try Fixture()
        let first = try aggregate(fixture, 1..<8)
        let second = try aggregate(fixture, 20..<26, organization: "beta")
        #expect((first, second) == (1, 2))
        for (number, responses) in [(1, 7), (2, 13)] {
            let report = try verify(fixture, number)
            #expect(report.faults == [])
            #expect(report.responses == responses)
        }
        let whole = try Verification(reader: fixture.aggregator.reader, lanes: 1)
            .round(fixture.aggregator.reader.round("2026"))
        #expect(whole.faults == [])
    }

    private static let otherAnswers =
        "UPDATE answerBlock SET codes = CAST(x'020202' || substr(codes, 4) AS BLOB)"
    private static let oneLess =
        "UPDATE answerBlock SET identities = substr(identities, 57), codes = substr(codes, 4)"

    @Test("verification names what was altered: sealed bytes, answers, inputs or the snapshot")
    func altered() throws {
        let alterations = [
            ("UPDATE response SET bytes = x'7B7D' WHERE sequence = 1", "sealed bytes"),
            (Self.otherAnswers, "its answers are others"),
            (Self.otherAnswers, "recomputed bytes"),
            (Self.oneLess, "the responses are"),
            (Self.oneLess, "its answers are missing"),
            ("UPDATE organization SET invited = 7 WHERE id = 'beta'", "roster"),
            ("UPDATE round SET minimumRespondents = 3", "the settings are"),
            ("UPDATE snapshot SET figures = x'00'", "the stored bytes are not"),
        ]
        for (statement, fault) in alterations {
            let fixture = try Fixture()
            let number = try aggregate(fixture, 1..<8)
            try fixture.tamper(statement)
            let faults = try verify(fixture, number).faults
            #expect(faults.contains { $0.contains(fault) }, "\(statement): \(faults)")
        }
    }

    @Test("a snapshot that changes a shown figure by one respondent is refused beside the first")
    func refused() throws {
        let fixture = try Fixture()
        try publish(fixture, try aggregate(fixture, 1..<8))
        let second = try aggregate(fixture, 8..<9, codes: ["3", "3", "3"])
        #expect(code { try publish(fixture, second) } == .publicationRefused)
        let third = try aggregate(fixture, 9..<14)
        try publish(fixture, third)
        let round = try fixture.aggregator.reader.round("2026")
        #expect(try fixture.aggregator.reader.publications(round: round) == [1, third])
    }

    @Test(
        "while responses are undecided nothing is published, and afterwards the same command does")
    func undecided() throws {
        let fixture = try Fixture()
        let number = try aggregate(fixture, 1..<8)
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        let late = try fixture.store([fixture.response(9).sealed()])[0]
        for _ in 1...2 {
            #expect(code { try publish(fixture, number) } == .roundStateWrong)
            let reader = fixture.aggregator.reader
            #expect(try reader.round("2026").state == .closed)
            #expect(try reader.publications(round: reader.round("2026")).isEmpty)
        }
        let decision = QuarantineDecision(
            number: try #require(late.sequence), isAccepted: false, reason: "Too late.")
        _ = try fixture.aggregator.perform(.decide(decision))
        try publish(fixture, number)
        #expect(try fixture.aggregator.reader.round("2026").state == .published)
    }

    @Test("publishing again makes a withdrawn round, or one published while open, a published one")
    func again() throws {
        let fixture = try Fixture()
        let number = try aggregate(fixture, 1..<8)
        let reader = fixture.aggregator.reader
        try publish(fixture, number)
        #expect(try reader.round("2026").state == .open)
        for _ in 1...2 {
            _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
            try publish(fixture, number)
            #expect(try reader.round("2026").state == .published)
        }
    }

    @Test("an acknowledged override publishes, and the audit log has the reason")
    func acknowledged() throws {
        let fixture = try Fixture()
        try publish(fixture, try aggregate(fixture, 1..<8), acknowledged: "not needed")
        let second = try aggregate(fixture, 8..<9, codes: ["3", "3", "3"])
        try publish(fixture, second, acknowledged: "the council asked for it")
        let actions = try fixture.texts("SELECT action FROM audit WHERE object LIKE '2026/%'")
        #expect(
            actions == [
                "snapshot made", "snapshot published", "snapshot made",
                "publication objections overridden: the council asked for it",
                "snapshot published",
            ])
    }

    @Test("a publication that was decided before another one is not stored")
    func overtaken() throws {
        let fixture = try Fixture()
        let first = try aggregate(fixture, 1..<8)
        let reader = fixture.aggregator.reader
        let late = try Publication(reader: reader, lanes: 1)
            .request(reader.round("2026"), snapshot: first, acknowledged: nil)
        let second = try aggregate(fixture, 8..<20)
        try publish(fixture, second)
        #expect(code { _ = try fixture.aggregator.perform(.publish(late)) } == .publicationChanged)
        #expect(code { try publish(fixture, 9) } == .snapshotUnknown)
        // The same once more is no other publication.
        try publish(fixture, second)
    }

    /// Another round of the same questionnaire with a snapshot.
    private func addNextRound(_ fixture: Fixture) throws {
        let roster = try Roster([
            RosterOrganization("alpha", name: "Alpha", kind: "department")
        ])
        let next = NewRound(
            id: "2027", mode: .respondents, opens: nil, closes: nil, minimumRespondents: 5,
            minimumOrganizations: 3, questionnaire: Data(fixture.questionnaire.canonical),
            organizations: roster.organizations)
        _ = try fixture.aggregator.perform(
            .createRound(next, roster: Digest.sha256(of: roster.document().canonicalJSON())))
        _ = try keep(fixture, round: "2027")
    }

    @Test("the public sees no trend since a round that is not published, or was withdrawn")
    func unpublishedPast() throws {
        let fixture = try Fixture()
        let first = try aggregate(fixture, 1..<8, codes: ["1", "1", "1"])
        try addNextRound(fixture)
        let reader = fixture.aggregator.reader
        let round = try reader.round("2027")
        let kept = try reader.snapshot(round: round, number: nil)
        let release = SnapshotRelease(reader: reader, audience: .public, lanes: 1)
        func past() throws -> String? {
            try release.results(round, kept, since: .latest).results.trend?.earlierRound
        }
        #expect(try past() == nil)
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        #expect(try past() == nil)
        try publish(fixture, first)
        #expect(try past() == "2026")
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        #expect(try past() == nil)
    }

    @Test("results compare with the round before and with benchmarks of the same nodes")
    func compared() throws {
        let fixture = try Fixture()
        _ = try aggregate(fixture, 1..<8, codes: ["1", "1", "1"])
        let reader = fixture.aggregator.reader
        try addNextRound(fixture)
        let benchmark = Benchmark(
            "Atlas", year: 2025, over: 12, basis: ("all", "survey"),
            values: ["maturity": 61.5, "elsewhere": 1])
        _ = try fixture.aggregator.perform(.addBenchmarks([benchmark, benchmark]))
        let round = try reader.round("2027")
        let kept = try reader.snapshot(round: round, number: nil)
        let release = SnapshotRelease(reader: reader, audience: .internal, lanes: 1)
        let (results, _) = try release.results(round, kept, since: .latest)
        let trend = try #require(results.trend)
        #expect(trend.earlierRound == "2026")
        let alpha = trend.changes.first { $0.set == .organization("alpha") }
        #expect(alpha?.earlier == 0)
        #expect(results.benchmarks.map(\.values) == [["maturity": 61.5]])
        #expect(try release.results(round, kept, since: .none).results.trend == nil)
        #expect(code { _ = try release.results(round, kept, since: .round("2027")) } != nil)
    }

    @Test("a benchmark file is read as a whole, and every fault has its line and field")
    func benchmarkFile() throws {
        let header = "source,year,organizations,population,method,node,value\n"
        let good = BenchmarkFile.read(
            Array(
                (header + "Atlas,2025,12,all,survey,maturity,61.5\n"
                    + "Atlas,2025,12,all,survey,cap,70\nBeacon,2024,3,some,audit,maturity,9\n")
                    .utf8))
        #expect(good.faults.isEmpty)
        #expect(good.benchmarks.map(\.source) == ["Atlas", "Beacon"])
        #expect(good.benchmarks[0].values == ["maturity": 61.5, "cap": 70])
        let bad = BenchmarkFile.read(
            Array(
                (header + ",25,0,all,survey,maturity,101\nAtlas,2025\n"
                    + "A,2025,1,all,x,m,1\nA,2025,1,all,x,m,2\n").utf8))
        #expect(
            bad.faults.map { "\($0.line):\($0.column)" } == [
                "2:1", "2:2", "2:3", "2:7", "3:1", "5:6",
            ])
        #expect(BenchmarkFile.read(Array("a,b\n".utf8)).faults.first?.line == 1)
        #expect(BenchmarkFile.read(Array(header.utf8)).faults.first?.line == 2)
    }
}

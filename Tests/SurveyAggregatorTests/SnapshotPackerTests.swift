import Foundation
import MaturityModel
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("A snapshot that is compressed while answers are read")
struct SnapshotPackerTests {
    /// So many that the snapshot is cut several times, and that some wait for others.
    private static let organizations = 4_000

    @Test("is the one made of kept figures, for any number of lanes")
    func bytes() throws {
        let fixture = try Fixture()
        let roster = try Self.roster()
        try Self.correct(fixture, roster)
        for organization in ["alpha", "beta"] {
            let first: UInt64 = organization == "alpha" ? 1 : 101
            let lines = (first..<first + 40).map {
                fixture.response($0, organization: organization).sealed()
            }
            _ = try fixture.store(lines, from: fixture.sender(organization))
        }
        let reader = fixture.aggregator.reader
        let round = try reader.round("2026")
        let whole = try Snapshot.bytes(
            of: FrozenFigures(reader: reader, round: round), round: round, lanes: 1)
        let inputs = try RoundInputs(reader: reader, round: round)
        for lanes in [1, 2, 3, 7, 16] {
            let made = try Snapshot.make(of: inputs, round: round, lanes: lanes, reader)
            #expect(made.responses == 80)
            #expect(made.snapshot.digest == Digest.sha256(of: whole))
            let kept = SQLiteReader.KeptSnapshot(
                number: 1, digest: made.snapshot.digest, sequence: made.snapshot.sequence,
                inputs: made.snapshot.inputs, figures: Array(made.snapshot.figures), made: .now())
            #expect(Snapshot.bytes(of: kept) == whole)
        }
    }

    private static func roster() throws -> Roster {
        let others = (1...organizations).map { "o\($0)" }
        return try Roster(
            (["alpha", "beta", "gamma"] + others).map {
                RosterOrganization($0, name: $0, kind: "department")
            })
    }

    private static func correct(_ fixture: Fixture, _ roster: Roster) throws {
        let round = try fixture.aggregator.reader.round("2026")
        _ = try fixture.aggregator.perform(
            .correctRoster(
                RosterCorrection(
                    round: "2026", before: round.roster, organizations: roster.organizations,
                    digest: Digest.sha256(of: roster.document().canonicalJSON()))))
    }
}

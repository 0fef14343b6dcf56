import Foundation
import MaturityModel
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("A roster is corrected as a new version whose effect is seen before")
struct RosterCorrectionTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture()
        _ = try fixture.store(
            (1...6).map { fixture.response($0, codes: ["3", "3", "3"]).sealed() })
        _ = try fixture.store(
            (11...16).map {
                fixture.response($0, codes: ["1", "1", "1"], organization: "beta").sealed()
            }, from: fixture.sender("beta"))
    }

    private var reader: SQLiteReader { fixture.aggregator.reader }

    private func preview(_ rows: [RosterOrganization]) throws -> RosterPreview {
        try RosterPreview.make(
            reader: reader, round: reader.round("2026"), correction: try Roster(rows))
    }

    private func apply(_ preview: RosterPreview, _ rows: [RosterOrganization]) throws {
        _ = try fixture.aggregator.perform(
            .correctRoster(
                RosterCorrection(
                    round: "2026", before: preview.before,
                    organizations: try Roster(rows).organizations, digest: preview.after)))
    }

    private func rows(_ ids: [String], kind: String = "department") -> [RosterOrganization] {
        ids.map { RosterOrganization($0, name: $0, kind: kind) }
    }

    @Test("the preview names what changes and what no longer counts, and changes nothing")
    func preview() throws {
        let before = try reader.round("2026")
        let preview = try preview(rows(["alpha", "gamma", "delta"]))
        #expect(preview.change.added == ["delta"] && preview.change.removed == ["beta"])
        #expect(preview.lost == ["beta": 6])
        #expect(try reader.round("2026") == before)
        let changed = try self.preview(rows(["alpha", "beta"], kind: "company") + rows(["gamma"]))
        #expect(
            changed.change.changed.map { "\($0.organization) \($0.column) \($0.after)" }
                == ["alpha kind company", "beta kind company"])
    }

    @Test("the preview advises to apply it only where that is possible")
    func advice() throws {
        var preview = try preview(rows(["alpha", "gamma", "delta"]))
        #expect(preview.text(in: .open).hasSuffix("not applied; give --apply to apply it"))
        for state in [RoundState.published, .archived] {
            #expect(!preview.text(in: state).contains("--apply"))
        }
        #expect(preview.text(in: .published).contains("round withdraw 2026"))
        #expect(preview.text(in: .archived).hasSuffix("the round is archived"))
        preview.isApplied = true
        #expect(preview.text(in: .open).hasSuffix("applied"))
    }

    @Test("what the preview says is what the results are afterwards")
    func effect() throws {
        let three = rows(["alpha", "beta", "gamma"])
        let more = rows(["delta", "epsilon"])
        try apply(try preview(three + more), three + more)
        for id in ["gamma", "delta", "epsilon"] {
            // Further organizations with answers, so that nothing is hidden.
            let entry = try fixture.aggregator.rounds.entry("2026")
            let sender = BatchSender(
                round: entry.round, organization: (id, entry.organizations[id]?.key), agent: 1,
                index: entry.index, admission: .open)
            let first = UInt64(id.utf8.reduce(0) { $0 * 31 + Int($1) } % 100_000) * 10 + 1_000
            let lines = (first..<first + 6).map {
                fixture.response($0, codes: ["2", "2", "2"], organization: id).sealed()
            }
            #expect(try fixture.store(lines, from: sender).allSatisfy { $0.verdict == .accepted })
        }
        let without = rows(["alpha", "gamma", "delta", "epsilon"])
        let preview = try preview(without)
        let group = try #require(preview.effects.first { $0.set == "group" })
        #expect(group.before == 50 && group.after == 62.5)
        #expect(group.respondentsBefore == 30 && group.respondentsAfter == 24)
        try apply(preview, without)
        let round = try reader.round("2026")
        #expect(round.rosterVersion == 3 && round.roster == preview.after)
        #expect(try FrozenFigures(reader: reader, round: round).count == 24)
    }

    @Test("a removed organization's responses are kept, and count again when it comes back")
    func comesBack() throws {
        let all = rows(["alpha", "beta", "gamma"])
        let without = rows(["alpha", "gamma"])
        try apply(try preview(without), without)
        #expect(try reader.roster(round: reader.round("2026").key).count == 2)
        #expect(try fixture.stored().count == 12)
        let late = try fixture.store(
            [fixture.response(99, organization: "beta").sealed()], from: fixture.sender("beta"))
        #expect(late.map(\.problem?.code) == [.organizationNotOnRoster])
        try apply(try preview(all), all)
        #expect(try FrozenFigures(reader: reader, round: reader.round("2026")).count == 12)
    }

    @Test("a correction of a roster that has changed since is refused")
    func outdated() throws {
        let (one, two) = (rows(["alpha", "gamma"]), rows(["alpha", "beta"]))
        let outdated = try preview(one)
        try apply(try preview(two), two)
        #expect(throws: AggregatorError.self) { try apply(outdated, one) }
    }

    @Test("every roster that a round had can be read by its digest")
    func versions() throws {
        let first = try reader.round("2026")
        let corrected = rows(["alpha", "beta"])
        try apply(try preview(corrected), corrected)
        let second = try reader.round("2026")
        #expect(first.roster != second.roster)
        for digest in [first.roster, second.roster] {
            let canonical = try #require(
                try reader.rosterVersion(round: first.key, digest: digest))
            #expect(Digest.sha256(of: canonical) == digest)
        }
    }
}

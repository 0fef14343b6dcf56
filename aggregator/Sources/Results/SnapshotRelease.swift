import Foundation
import MaturityModel
import SurveyProtocol

/// A snapshot as an audience may see it, with the trend since an earlier round and benchmarks.
struct SnapshotRelease {
    /// Which earlier round a trend begins at.
    enum Since: Equatable, Sendable {
        /// The latest earlier one with the same questionnaire, if there is any; for the public,
        /// among those whose results are published.
        case latest
        /// One that was named.
        case round(String)
        /// None.
        case none
    }

    private let reader: SQLiteReader
    private let audience: Audience
    private let lanes: Int

    /// Releases for an audience. Blocks: not for a cooperative thread.
    init(reader: SQLiteReader, audience: Audience, lanes: Int) {
        self.reader = reader
        self.audience = audience
        self.lanes = lanes
    }

    /// A kept snapshot of a round through disclosure control.
    /// - Throws: `snapshot-damaged`; of a named earlier round `round-unknown`, `snapshot-unknown`.
    func results(
        _ round: StoredRound, _ kept: SQLiteReader.KeptSnapshot, since: Since
    ) throws -> (results: ReleasedResults, header: ResultsHeader) {
        let (results, header) = try Snapshot.open(kept, round: round)
        let released = DisclosureGate.release(results, audience: audience, lanes: lanes)
        var trend: ReleasedTrend?
        if let earlier = try earlier(than: round, since, results.questionnaire) {
            let comparison = try self.trend(from: earlier, to: (round, kept))
            trend = DisclosureGate.release(comparison, audience: audience, alongside: released)
        }
        return (released.adding(trend: trend, benchmarks: try benchmarks(results)), header)
    }

    /// A kept snapshot as a report shows it, with the snapshot before it for the same audience.
    /// - Throws: as `results`.
    func source(
        _ round: StoredRound, _ kept: SQLiteReader.KeptSnapshot, since: Since, besideLast: Bool
    ) throws -> ReportSource {
        let (released, header) = try results(round, kept, since: since)
        let published = try reader.publications(round: round)
        var source = ReportSource(
            released, header: header, round: round,
            isPublished: round.isReleased && published.contains(kept.number))
        // What was withdrawn is simply no longer published.
        source.isHeldBack =
            try !round.isReleased && published.contains(kept.number)
            && !reader.wasReleased(round: round.id)
        source.made = kept.made
        guard besideLast else { return source }
        let visible = audience == .public ? published : try reader.snapshots(round: round)
        if let number = visible.last(where: { $0 < kept.number }) {
            let last = try reader.snapshot(round: round, number: number)
            let (released, header) = try results(round, last, since: .none)
            source.before = ReportSource.Earlier(released: released, header: header)
        }
        return source
    }

    /// The benchmarks that have a value for a node of the questionnaire, cut to those nodes.
    private func benchmarks(_ results: Results) throws -> [Benchmark] {
        let nodes = Set(results.questionnaire.nodes.map(\.id))
        return try reader.benchmarks().compactMap { entry in
            let values = entry.benchmark.values.filter { nodes.contains($0.key) }
            guard !values.isEmpty else { return nil }
            return Benchmark(
                entry.benchmark.source, year: entry.benchmark.year,
                over: entry.benchmark.organizations,
                basis: (entry.benchmark.population, entry.benchmark.method), values: values)
        }
    }

    private typealias Kept = (round: StoredRound, snapshot: SQLiteReader.KeptSnapshot)

    private func earlier(
        than round: StoredRound, _ since: Since, _ questionnaire: Questionnaire
    ) throws -> Kept? {
        switch since {
        case .none: return nil
        case .round(let id):
            let stored = try reader.round(id)
            guard stored.key != round.key else {
                throw AggregatorError(
                    .settingInvalid, "a trend of round \(id) cannot begin at itself",
                    hint: "name an earlier round with --since")
            }
            return (stored, try snapshot(of: stored))
        case .latest:
            // What was not published is not shown as the past of something that was.
            let mustBePublished = audience == .public
            let before = try reader.rounds().filter { other in
                other.key < round.key && (other.isReleased || !mustBePublished)
            }
            for stored in before.sorted(by: { $0.key > $1.key }) {
                let kept =
                    mustBePublished
                    ? try reader.publications(round: stored)
                    : try reader.snapshots(round: stored)
                guard !kept.isEmpty else { continue }
                let other = try QuestionnaireFile.stored(
                    try reader.questionnaire(stored.questionnaire))
                guard other.id == questionnaire.id else { continue }
                return (stored, try snapshot(of: stored))
            }
            return nil
        }
    }

    /// The snapshot that stands for an earlier round: the last published, else the last.
    private func snapshot(of round: StoredRound) throws -> SQLiteReader.KeptSnapshot {
        try reader.snapshot(
            round: round, number: try reader.publications(round: round).last)
    }

    private func trend(from earlier: Kept, to later: Kept) throws -> Trend {
        let (before, after) = (try answers(earlier), try answers(later))
        do throws(AggregationFault) {
            return try Trend(from: before, to: after, lanes: lanes)
        } catch {
            throw AggregatorError(
                .dataDamaged,
                "rounds \(earlier.round.id) and \(later.round.id) cannot be compared: "
                    + error.reason,
                hint: "see what is wrong with `survey-aggregator verify`")
        }
    }

    private func answers(_ kept: Kept) throws -> RoundAnswers {
        let inputs = try FrozenAnswers(
            reader: reader, round: kept.round, of: kept.snapshot, lanes: lanes)
        return RoundAnswers(
            kept.round.id, inputs.questionnaire, inputs.roster, inputs.organizations,
            inputs.settings)
    }
}

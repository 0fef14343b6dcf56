import Foundation
import MaturityModel
import Pages
import SurveyProtocol

/// Snapshots and results; nothing leaves but through disclosure control.
extension Desk {
    /// Threads that results are made with.
    private static var lanes: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// Makes a snapshot of a round on all cores.
    /// - Returns: its number and digest.
    func aggregate(
        round id: String, phase: @escaping @Sendable (AggregationJobs.Phase) -> Void = { _ in }
    ) async throws -> SnapshotOverview {
        try principal.require(.aggregate, on: .group)
        let reader = reader
        let stored = try reader.round(id)
        let snapshot = try await OnQueue.run {
            phase(.reading)
            let inputs = try RoundInputs(reader: reader, round: stored)
            phase(.computing)
            return try Snapshot.make(of: inputs, round: stored, lanes: Self.lanes, reader).snapshot
        }
        phase(.keeping)
        guard case .snapshot(let number) = try perform(.keepSnapshot(snapshot)) else {
            throw Self.unexpected
        }
        return SnapshotOverview(
            snapshot: number, digest: snapshot.digest.description,
            isPublished: try reader.publications(round: stored).contains(number))
    }

    /// Begins to make a snapshot of a round; `aggregation` says how it stands.
    /// - Returns: whether it was begun; not when one of the round is being made.
    func beginAggregation(round id: String) throws -> Bool {
        try principal.require(.aggregate, on: .group)
        let round = try reader.round(id)
        return aggregator.aggregations.begin(round: round.id, by: principal.name, at: now) {
            try await aggregate(round: round.id, phase: $0)
        }
    }

    /// How it stands with a round's snapshot; nil when none was asked for since the start.
    func aggregation(round id: String) throws -> AggregationJobs.State? {
        try principal.require(.readSnapshots, on: .group)
        return aggregator.aggregations.state(round: try reader.round(id).id)
    }

    /// The snapshots of a round, oldest first.
    func snapshots(round id: String) throws -> [SnapshotOverview] {
        try principal.require(.readSnapshots, on: .group)
        return try reader.snapshots(round: reader.round(id).key)
    }

    /// What a person's role sees when no audience is named.
    var ordinaryAudience: Audience {
        principal.may(.readInternalResults, on: .group) ? .internal : .public
    }

    /// A snapshot's results for an audience: the one with the number, or the latest.
    ///
    /// `unprotected` needs the administrator and is recorded before anything is shown.
    func results(
        round id: String, snapshot: Int?, audience: Audience,
        as file: (form: ResultsFile, language: Language?)
    ) async throws -> [UInt8] {
        let source = try await report(
            round: id, snapshot: snapshot, audience: audience,
            since: file.form.hasTrend ? .latest : .none, besideLast: file.form == .html)
        let group = aggregator.settings.group
        return try await OnQueue.run {
            let language = ResultsFile.language(
                file.language, of: source.released.questionnaire)
            return try file.form.bytes(source, in: language, group: group)
        }
    }

    /// A snapshot's results for an audience, as pages show them, with the trend since the round
    /// before, benchmarks and, where it is asked for, the snapshot before.
    ///
    /// Who may not read internal results gets what was published: the snapshot with the number, or
    /// the last one.
    func report(
        round id: String, snapshot: Int?, audience: Audience,
        since: SnapshotRelease.Since = .latest, besideLast: Bool = true
    ) async throws -> ReportSource {
        let act: AdministrativeAct =
            switch audience {
            case .public: .readPublicResults
            case .internal: .readInternalResults
            case .unprotected: .readUnprotectedResults
            }
        try principal.require(act, on: .group)
        let stored = try reader.round(id)
        let number = try visibleSnapshot(snapshot, of: stored)
        let kept = try reader.snapshot(round: stored, number: number)
        if audience == .unprotected {
            try perform(
                .audit(action: "results shown unprotected", object: "\(id)/\(kept.number)"))
        }
        let reader = reader
        return try await OnQueue.run {
            let release = SnapshotRelease(
                reader: reader, audience: audience,
                lanes: Self.lanes)
            return try release.source(stored, kept, since: since, besideLast: besideLast)
        }
    }

    /// A name for what `report` would answer, another one whenever that would be something else.
    func reportName(round id: String, snapshot: Int?, audience: Audience) throws -> String {
        try principal.require(
            audience == .public ? .readPublicResults : .readInternalResults, on: .group)
        let stored = try reader.round(id)
        let number = try visibleSnapshot(snapshot, of: stored)
        let kept = try reader.snapshots(round: stored)
        guard let shown = number ?? kept.last else { throw Self.noSnapshot(id) }
        // The trend begins at a snapshot of another round.
        let others = try reader.rounds().map { "\(try reader.snapshots(round: $0))" }
        return [
            id, "\(shown)", audience.rawValue, "\(others)", stored.state.rawValue,
            try reader.openStamp(),
        ].joined(separator: " ")
    }

    private static func noSnapshot(_ round: String) -> AggregatorError {
        AggregatorError(
            .snapshotUnknown, "the round \(round) has no snapshot",
            hint: "make one with `survey-aggregator aggregate \(round)`")
    }

    /// Every stored response of a round, to be taken a piece at a time; recorded beforehand.
    func exportResponses(
        round id: String, format: ResponseExport.Format
    ) throws -> ResponseExport {
        try principal.require(.exportResponses, on: .group)
        let export = try ResponseExport(
            reader: reader, round: reader.round(id), format: format)
        try perform(.audit(action: "responses exported", object: id))
        return export
    }

    private func visibleSnapshot(_ number: Int?, of round: StoredRound) throws -> Int? {
        if principal.may(.readInternalResults, on: .group) { return number }
        let published = round.isReleased ? try reader.publications(round: round) : []
        guard let last = published.last, number.map(published.contains) ?? true else {
            throw AggregatorError(
                .snapshotUnknown, "the round \(round.id) has no such published results",
                hint: "wait until the central team has published them")
        }
        return number ?? last
    }

    /// What a snapshot would tell too much beside those published before; nothing when it may be
    /// published as it is.
    func publicationObjections(
        round id: String, snapshot: Int
    ) async throws -> [PublicationObjection] {
        try principal.require(.publish, on: .group)
        let reader = reader
        let stored = try reader.round(id)
        return try await OnQueue.run {
            try Publication(
                reader: reader, lanes: ProcessInfo.processInfo.activeProcessorCount
            ).objections(
                to: snapshot, of: stored, after: try reader.publications(round: stored))
        }
    }

    /// Publishes a snapshot after comparing it with those published before.
    /// - Parameter acknowledged: why it is published in spite of objections, if it is to be.
    /// - Throws: `publication-refused` with the objections.
    func publish(round id: String, snapshot: Int, acknowledged: String?) async throws {
        try principal.require(.publish, on: .group)
        let reader = reader
        let stored = try reader.round(id)
        let request = try await OnQueue.run {
            try Publication(
                reader: reader, lanes: Self.lanes
            ).request(stored, snapshot: snapshot, acknowledged: acknowledged)
        }
        try perform(.publish(request))
    }
}

/// A snapshot as it is listed.
struct SnapshotOverview: Encodable, Equatable, Sendable {
    /// Its number in the round.
    let snapshot: Int
    /// The SHA-256 of its bytes.
    let digest: String
    /// Whether it was published.
    let isPublished: Bool
}

/// The snapshots of a round.
struct SnapshotList: Encodable, Equatable, Sendable {
    /// Oldest first.
    let snapshots: [SnapshotOverview]
}

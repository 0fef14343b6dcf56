import Foundation
import MaturityModel
import SurveyProtocol

/// Snapshots and results; nothing leaves but through disclosure control.
extension Desk {
    /// The forms in which results leave.
    enum ResultsFormat: String, CaseIterable, Sendable {
        case json, csv
    }

    /// Makes a snapshot of a round on all cores.
    /// - Returns: its number and digest.
    func aggregate(round id: String) async throws -> SnapshotOverview {
        try principal.require(.aggregate, on: .group)
        let reader = reader
        let stored = try reader.round(id)
        let snapshot = try await OnQueue.run {
            let inputs = try FrozenInputs(reader: reader, round: stored)
            return try Snapshot.make(
                of: inputs, round: stored,
                lanes: ProcessInfo.processInfo.activeProcessorCount)
        }
        guard case .snapshot(let number) = try perform(.keepSnapshot(snapshot)) else {
            throw Self.unexpected
        }
        return SnapshotOverview(snapshot: number, digest: snapshot.digest.description)
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
        round id: String, snapshot: Int?, audience: Audience, format: ResultsFormat
    ) async throws -> [UInt8] {
        let results = try await released(round: id, snapshot: snapshot, audience: audience)
        return try await OnQueue.run {
            switch format {
            case .json: results.released.json(header: results.header) + [0x0A]
            case .csv: results.released.csv(header: results.header)
            }
        }
    }

    /// A snapshot's results for an audience, as pages show them.
    func released(
        round id: String, snapshot: Int?, audience: Audience
    ) async throws -> (released: ReleasedResults, header: ResultsHeader) {
        let act: AdministrativeAct =
            switch audience {
            case .public: .readPublicResults
            case .internal: .readInternalResults
            case .unprotected: .readUnprotectedResults
            }
        try principal.require(act, on: .group)
        let stored = try reader.round(id)
        let kept = try reader.snapshot(round: stored, number: snapshot)
        if audience == .unprotected {
            try perform(
                .audit(action: "results shown unprotected", object: "\(id)/\(kept.number)"))
        }
        return try await OnQueue.run {
            let (results, header) = try Snapshot.open(kept, round: stored)
            let released = DisclosureGate.release(
                results, audience: audience,
                lanes: ProcessInfo.processInfo.activeProcessorCount)
            return (released, header)
        }
    }
}

/// A snapshot as it is listed.
struct SnapshotOverview: Encodable, Equatable, Sendable {
    /// Its number in the round.
    let snapshot: Int
    /// The SHA-256 of its bytes.
    let digest: String
}

/// The snapshots of a round.
struct SnapshotList: Encodable, Equatable, Sendable {
    /// Oldest first.
    let snapshots: [SnapshotOverview]
}

import Foundation
import MaturityModel
import SurveyProtocol

/// How a snapshot stands beside what is stored now.
struct SnapshotStanding: Equatable, Sendable {
    /// Snapshots, the newest, whose responses are counted when they are listed.
    static let countedMaximum = 5

    /// When it was made.
    let made: Timestamp
    /// How many responses it counts; nil when that is not looked for, or cannot be told.
    let responses: Int?
    /// Whether responses came or were accepted after it.
    let hasLaterResponses: Bool
    /// Whether the roster was corrected after it.
    let hasOtherRoster: Bool

    /// Whether the round was open when it was made, and has been closed since.
    let isBeforeClosing: Bool

    /// Whether another snapshot made now would be of the same responses and roster.
    var isCurrent: Bool { !hasLaterResponses && !hasOtherRoster }

    /// How the snapshots of a round stand, by number. Blocks: not for a cooperative thread.
    /// - Parameter counts: whether responses are counted.
    static func all(
        reader: SQLiteReader, round: StoredRound, counts: Bool = true
    ) throws -> [Int: SnapshotStanding] {
        let origins = try reader.origins(round: round.key)
        guard let newest = origins.last?.number else { return [:] }
        let last = try reader.lastArrival(round: round.key)
        let closed = round.state == .open ? nil : try reader.closed(round: round.id)
        var all: [Int: SnapshotStanding] = [:]
        for origin in origins {
            let inputs = try? JSONDecoder().decode(
                SnapshotInputs.self, from: Data(origin.inputs.utf8))
            let isCounted = counts && origin.number > newest - countedMaximum
            all[origin.number] = SnapshotStanding(
                made: origin.made,
                responses: try isCounted
                    ? inputs.flatMap { inputs in
                        try responses(reader, round, of: origin, roster: inputs.roster)
                    } : nil, hasLaterResponses: last > origin.sequence,
                hasOtherRoster: inputs.map { $0.roster != round.roster } ?? false,
                isBeforeClosing: closed.map { origin.made < $0 } ?? false)
        }
        return all
    }

    /// How many responses a snapshot counts: those of the organizations on its roster.
    private static func responses(
        _ reader: SQLiteReader, _ round: StoredRound, of origin: SQLiteReader.SnapshotOrigin,
        roster digest: Digest
    ) throws -> Int? {
        let organizations: [RosterOrganization]
        if digest == round.roster {
            organizations = try reader.roster(round: round.key).map(\.organization)
        } else if let canonical = try reader.rosterVersion(round: round.key, digest: digest) {
            organizations = try Roster.stored(canonical).organizations
        } else {
            return nil
        }
        let counted = try reader.counted(round: round.key, through: origin.sequence)
        return organizations.reduce(0) { $0 + (counted[$1.id] ?? 0) }
    }
}

extension Desk {
    /// How the snapshots of a round stand beside what is stored now, by number.
    ///
    /// Responses are not counted while a snapshot is being made, which pages ask for often.
    func standings(round id: String) async throws -> [Int: SnapshotStanding] {
        try principal.require(.readSnapshots, on: .group)
        let reader = reader
        let round = try reader.round(id)
        var counts = true
        if case .running = aggregator.aggregations.state(round: id) { counts = false }
        return try await OnQueue.run { [counts] in
            try SnapshotStanding.all(reader: reader, round: round, counts: counts)
        }
    }

    /// Whether a closed round's results were released and then withdrawn.
    func isWithdrawn(_ round: RoundOverview) throws -> Bool {
        try requireAny(.readRounds)
        return try round.state == .closed && reader.wasReleased(round: round.id)
    }
}

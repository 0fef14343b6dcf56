import Foundation
import MaturityModel
import SurveyProtocol

/// What stands between a snapshot and those that are published: their rosters.
extension Desk {
    /// The rosters of a snapshot and of the one that was published last before it.
    struct RosterStep: Equatable, Sendable {
        /// The version that the published one is of.
        let before: Int
        /// The version that the snapshot is of.
        let after: Int
        /// What differs.
        let change: RosterChange
    }

    /// How the roster of a snapshot differs from that of the last published one; nil when it does
    /// not, or one of them is not known.
    func rosterStep(round id: String, snapshot: Int) throws -> RosterStep? {
        try principal.require(.publish, on: .group)
        let round = try reader.round(id)
        guard let last = try reader.publications(round: round).last(where: { $0 != snapshot })
        else { return nil }
        let origins = try reader.origins(round: round.key)
        let versions = try reader.rosterVersions(round: round.key)
        func roster(of number: Int) throws -> (version: Int, rows: [RosterOrganization])? {
            guard let origin = origins.first(where: { $0.number == number }),
                let inputs = try? JSONDecoder().decode(
                    SnapshotInputs.self, from: Data(origin.inputs.utf8)),
                let version = versions.last(where: { $0.digest == inputs.roster })?.version,
                let bytes = try reader.rosterVersion(round: round.key, digest: inputs.roster)
            else { return nil }
            return (version, try Roster.stored(bytes).organizations)
        }
        guard let before = try roster(of: last), let after = try roster(of: snapshot),
            before.version != after.version
        else { return nil }
        return RosterStep(
            before: before.version, after: after.version,
            change: RosterChange(from: before.rows, to: after.rows))
    }
}

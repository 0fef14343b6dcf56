import Foundation
import MaturityModel
import SurveyProtocol

extension FrozenInputs {
    /// Reads what a snapshot was made of: the responses that it saw, under the roster of its time.
    init(
        reader: SQLiteReader, round: StoredRound, of snapshot: SQLiteReader.KeptSnapshot,
        lanes: Int
    ) throws {
        let said = try? JSONDecoder().decode(
            SnapshotInputs.self, from: Data(snapshot.inputs.utf8))
        var roster: Roster?
        if let said, said.roster != round.roster,
            let canonical = try reader.rosterVersion(round: round.key, digest: said.roster)
        {
            roster = try Roster.stored(canonical)
        }
        try self.init(
            reader: reader, round: round, through: snapshot.sequence, roster: roster,
            lanes: lanes)
    }
}

extension Roster {
    private struct Text: Decodable {
        let organizations: [RosterOrganization]
    }

    /// A roster from its canonical form.
    /// - Throws: `data-damaged`.
    static func stored(_ canonical: [UInt8]) throws -> Roster {
        guard let text = try? JSONDecoder().decode(Text.self, from: Data(canonical)),
            let roster = try? Roster(text.organizations)
        else {
            throw AggregatorError(
                .dataDamaged, "an earlier version of the roster cannot be read",
                hint: "use the version of survey-aggregator that stored it, or restore a backup")
        }
        return roster
    }
}

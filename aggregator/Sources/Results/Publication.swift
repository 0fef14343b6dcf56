import MaturityModel
import SurveyProtocol

/// Decides whether a snapshot may be published after those that were.
struct Publication {
    /// Objections that are named; the rest is counted.
    private static let namedMaximum = 20

    private let reader: SQLiteReader
    private let lanes: Int

    /// Publications from a store. Blocks: not for a cooperative thread.
    init(reader: SQLiteReader, lanes: Int) {
        self.reader = reader
        self.lanes = lanes
    }

    /// What to have stored so that a snapshot is published.
    ///
    /// - Parameter acknowledged: why it is published in spite of objections, if it is to be.
    /// - Throws: `publication-refused` with the objections when nobody acknowledged them.
    func request(
        _ round: StoredRound, snapshot number: Int, acknowledged: String?
    ) throws -> NewPublication {
        let published = try reader.publications(round: round)
        var request = NewPublication(
            round: round.id, snapshot: number, after: published, acknowledged: "")
        let objections = try objections(to: number, of: round, after: published)
        guard !objections.isEmpty else { return request }
        guard let acknowledged, !acknowledged.isEmpty else {
            throw Self.refusal(objections, round, number)
        }
        request.acknowledged = acknowledged
        return request
    }

    /// What a snapshot would tell too much beside those that are published.
    func objections(
        to number: Int, of round: StoredRound, after published: [Int]
    ) throws -> [PublicationObjection] {
        let kept = try reader.snapshot(round: round, number: number)
        guard !published.isEmpty, !published.contains(number) else { return [] }
        let before = try published.map {
            try release(reader.snapshot(round: round, number: $0), of: round)
        }
        return try release(kept, of: round).objections(after: before)
    }

    private func release(
        _ kept: SQLiteReader.KeptSnapshot, of round: StoredRound
    ) throws -> ReleasedResults {
        DisclosureGate.release(
            try Snapshot.open(kept, round: round).results, audience: .internal, lanes: lanes)
    }

    private static func refusal(
        _ objections: [PublicationObjection], _ round: StoredRound, _ number: Int
    ) -> AggregatorError {
        var lines = objections.prefix(namedMaximum).map { objection in
            let what =
                switch objection.reason {
                case .smallChange: "changed by too few respondents"
                case .revealed: "hidden, but the snapshots together give it away"
                case .otherRoster: "the roster was corrected, so the two cannot be compared"
                }
            return "\(objection.row), \(objection.set.text): \(what)"
        }
        if objections.count > namedMaximum {
            lines.append("and \(objections.count - namedMaximum) more")
        }
        return AggregatorError(
            .publicationRefused,
            "snapshot \(number) of round \(round.id) would tell too much beside those published "
                + "before:\n" + lines.joined(separator: "\n"),
            hint: "wait for more responses, or publish it with --acknowledge REASON, which is "
                + "written to the audit log")
    }
}

import Foundation
import MaturityModel
import SurveyProtocol

/// What agents show beside their organization's own results.
extension OpenData {
    /// The published figures of the group and of the kinds of organizations, and of no single one.
    func groupFigures(round id: String) throws -> PublishedResults {
        let reader = aggregator.reader
        guard let open = try reader.openRounds().first(where: { $0.round.id == id }),
            let last = open.last
        else { return PublishedResults(round: id, published: nil) }
        let (released, header) = try SnapshotRelease(
            reader: reader, audience: .public, lanes: ProcessInfo.processInfo.activeProcessorCount
        ).results(
            open.round, try reader.snapshot(round: open.round, number: last.snapshot), since: .none)
        guard let digest = Digest(header.digest) else {
            return PublishedResults(round: id, published: nil)
        }
        return PublishedResults(
            round: id,
            published: PublishedFigures(
                snapshot: last.snapshot, digest: digest, publishedAt: last.published.text,
                figures: Self.figures(released)))
    }

    private static func figures(_ released: ReleasedResults) -> [PublishedFigure] {
        let sets = released.sets.indices.filter { index in
            switch released.sets[index] {
            case .group, .kind: true
            case .sector, .parent, .organization, .unit: false
            }
        }
        return released.questionnaire.nodes.indices.flatMap { node in
            sets.map { set in
                let cell = released.cell(node: node, set: set)
                return PublishedFigure(
                    node: cell.node, set: cell.set.text, mean: cell.figures?.mean,
                    organizations: cell.figures?.organizations, hidden: cell.hidden?.rawValue)
            }
        }
    }
}

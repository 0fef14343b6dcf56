import Formats
import MaturityModel

/// The figures of every area over the years: of the group and of each kind of organization, as
/// each round's last publication has them.
struct OpenSeries: Encodable, Equatable, Sendable {
    /// One area.
    struct Node: Encodable, Equatable, Sendable {
        let node: String
        let title: [String: String]
        var values: [Value]
    }

    /// One figure of one round.
    struct Value: Encodable, Equatable, Sendable {
        let round: String
        let snapshot: Int
        let published: String
        let set: String
        let n: Int?
        let organizations: Int?
        let mean: Double?
        let hidden: String?
        /// Whether it cannot be compared with the round before, whose questions were others; nil
        /// for the first round.
        let broken: Bool?
    }

    let format = "maturity-series/1"
    let weighting = "byOrganization"
    /// The last round's areas in the order of its tree, then those that only earlier rounds had.
    private(set) var nodes: [Node]

    private enum CodingKeys: CodingKey {
        case format, weighting, nodes
    }

    /// Series of areas.
    init(nodes: [Node]) {
        self.nodes = nodes
    }

    /// The series of rounds in the order of time, each with its published results.
    init(_ rounds: [(open: OpenRound, published: Timestamp, source: ReportSource)]) throws {
        nodes = []
        for (_, _, source) in rounds.reversed() {
            for node in source.released.questionnaire.nodes
            where !nodes.contains(where: { $0.node == node.id }) {
                nodes.append(Node(node: node.id, title: node.title.texts, values: []))
            }
        }
        for index in nodes.indices {
            for (place, round) in rounds.enumerated() {
                let before = place > 0 ? rounds[place - 1].open.round.id : nil
                nodes[index].values += Self.values(of: nodes[index].node, round, before: before)
            }
        }
    }

    private static func values(
        of id: String, _ round: (open: OpenRound, published: Timestamp, source: ReportSource),
        before: String?
    ) -> [Value] {
        let released = round.source.released
        guard let node = released.questionnaire.nodeIndex(of: id) else { return [] }
        return released.sets.indices.compactMap { set in
            switch released.sets[set] {
            case .group, .kind: break
            default: return nil
            }
            let cell = released.cell(node: node, set: set)
            return Value(
                round: round.open.round.id, snapshot: round.source.header.snapshot,
                published: round.published.text, set: cell.set.text, n: cell.figures?.n,
                organizations: cell.figures?.organizations, mean: cell.figures?.mean,
                hidden: cell.hidden?.rawValue,
                broken: before.map { isBroken(id, cell.set, released, after: $0) })
        }
    }

    /// A series goes on only where the trend since that very round says that it does.
    private static func isBroken(
        _ node: String, _ set: RespondentSet, _ released: ReleasedResults, after before: String
    ) -> Bool {
        guard let trend = released.trend, trend.earlierRound == before else { return true }
        return trend.changes.first { $0.node == node && $0.set == set }?.isBroken ?? true
    }

    /// The series as a table (RFC 4180, UTF-8), one row a figure.
    var csv: [UInt8] {
        var bytes: [UInt8] = []
        CSVText.append(
            row: [
                "node", "set", "round", "snapshot", "published", "n", "organizations", "mean",
                "hidden", "broken",
            ], to: &bytes)
        for node in nodes {
            for value in node.values {
                CSVText.append(
                    row: [
                        node.node, value.set, value.round, "\(value.snapshot)", value.published,
                        value.n.map { "\($0)" } ?? "",
                        value.organizations.map { "\($0)" } ?? "",
                        value.mean.map { "\($0)" } ?? "", value.hidden ?? "",
                        value.broken.map { "\($0)" } ?? "",
                    ], to: &bytes)
            }
        }
        return bytes
    }
}

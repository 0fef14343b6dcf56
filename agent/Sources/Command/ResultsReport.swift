import MaturityModel
import SurveyProtocol

/// The output of `results --json`.
struct ResultsReport: Codable, Hashable, Sendable {
    /// A node of the questionnaire with its figures; what is hidden or unknown is absent.
    struct Area: Codable, Hashable, Sendable {
        let node: String
        let title: [String: String]
        let level: Int
        /// The organization's own mean.
        let mean: Double?
        /// Its change since the round before.
        let change: Double?
        /// The published figures of the group and of the kinds of organizations.
        let published: [PublishedFigure]
    }

    /// The published snapshot that the group's figures come from.
    struct Published: Codable, Hashable, Sendable {
        let snapshot: Int
        let digest: Digest
        let publishedAt: String
    }

    /// The round's id.
    let round: String
    /// How many responses count.
    let responses: Int
    /// Responses that count later.
    let pending: Int
    /// Why the own figures are hidden; absent when they are shown.
    let hidden: String?
    /// The standard deviation of the responses' own figures; absent when hidden.
    let spread: Double?
    /// How balanced innovation and efficiency are, 0 to 100; absent when hidden or not measured.
    let balance: Double?
    /// `fetched`, `awaited` or `unpublished`.
    let standing: String
    /// Absent unless fetched.
    let published: Published?
    /// In the order of the questionnaire.
    let areas: [Area]

    init(_ results: OwnResults, round: String) {
        self.round = round
        responses = results.responses
        pending = results.pending
        hidden = results.hidden?.rawValue
        spread = results.spread
        balance = results.balance?.balance
        standing =
            switch results.published {
            case .fetched: "fetched"
            case .awaited: "awaited"
            case .unpublished: "unpublished"
            }
        published = results.published.figures.map {
            Published(snapshot: $0.snapshot, digest: $0.digest, publishedAt: $0.publishedAt)
        }
        let figures = Dictionary(
            grouping: results.published.figures?.figures ?? [], by: \.node)
        let nodes = results.released.questionnaire.nodes
        areas = nodes.indices.map { index in
            let node = nodes[index]
            return Area(
                node: node.id, title: node.title.texts, level: node.level,
                mean: results.isShown ? results.mean(index) : nil,
                change: results.change(of: node.id)?.change, published: figures[node.id] ?? [])
        }
    }
}

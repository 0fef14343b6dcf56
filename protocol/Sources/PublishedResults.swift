/// What of a round's results is published, as its agents get it.
public struct PublishedResults: Codable, Hashable, Sendable {
    /// The round's id.
    public let round: String
    /// The figures that were published last; absent when none are, or they were withdrawn.
    public let published: PublishedFigures?

    /// The published results of a round.
    public init(round: String, published: PublishedFigures?) {
        self.round = round
        self.published = published
    }
}

/// The published figures of the group and of its kinds of organizations, protected and rounded as
/// for everybody.
public struct PublishedFigures: Codable, Hashable, Sendable {
    /// The number of the snapshot.
    public let snapshot: Int
    /// The digest of the snapshot's results.
    public let digest: Digest
    /// When it was published, by the aggregator's clock, RFC 3339 in UTC.
    public let publishedAt: String
    /// A figure for each node and set; ordered by node, then by set.
    public let figures: [PublishedFigure]

    /// The figures of a snapshot.
    public init(
        snapshot: Int, digest: Digest, publishedAt: String, figures: [PublishedFigure]
    ) {
        self.snapshot = snapshot
        self.digest = digest
        self.publishedAt = publishedAt
        self.figures = figures
    }
}

/// The figure of a node of the questionnaire and a set of organizations.
public struct PublishedFigure: Codable, Hashable, Sendable {
    /// The set of everybody.
    public static let group = "group"

    /// The node's id.
    public let node: String
    /// `group`, or `kind:` with the kind's id.
    public let set: String
    /// The mean of the organizations' means in percent; absent when hidden or without answers.
    public let mean: Double?
    /// How many organizations it is the mean of; absent when hidden.
    public let organizations: Int?
    /// The code of the reason for which it is hidden; absent when it is shown.
    public let hidden: String?

    /// A figure.
    public init(
        node: String, set: String, mean: Double?, organizations: Int?, hidden: String?
    ) {
        self.node = node
        self.set = set
        self.mean = mean
        self.organizations = organizations
        self.hidden = hidden
    }

    /// The set of a kind of organizations.
    public static func kind(_ id: String) -> String { "kind:\(id)" }
}

import SurveyProtocol

/// The published figures of a round as they were fetched: the contents of `published/ROUND.json`,
/// which may be lost without harm.
struct PublishedCopy: Codable, Hashable, Sendable {
    /// The `ETag` of the answer.
    var tag: String?
    /// The figures.
    var figures: PublishedFigures
}

/// What this computer knows of a round's published results.
enum PublishedStanding: Hashable, Sendable {
    /// They were fetched.
    case fetched(PublishedFigures)
    /// They come with the next sync.
    case awaited
    /// The centre has published none, or withdrew them.
    case unpublished

    /// What is known of a round.
    init(_ round: RoundSummary, in home: Home) {
        guard round.state.isReleased else {
            self = .unpublished
            return
        }
        if let figures = home.published(round.id)?.figures {
            self = .fetched(figures)
        } else {
            // An archived round may end without ever having been published.
            self = round.state == .published ? .awaited : .unpublished
        }
    }

    /// The figures that were fetched.
    var figures: PublishedFigures? {
        if case .fetched(let figures) = self { figures } else { nil }
    }
}

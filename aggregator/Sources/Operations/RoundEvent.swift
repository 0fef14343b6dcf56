import SurveyProtocol

/// Something about a round that other systems are told.
enum RoundEvent: String, CaseIterable, Codable, Sendable {
    case opened = "round.opened"
    case closingSoon = "round.closing-soon"
    case closed = "round.closed"
    case published = "round.published"
    case archived = "round.archived"

    /// Seconds before its end at which a round nears it.
    static let closingSeconds: Int64 = 24 * 3_600

    /// The event of a round that has come to a state; nil for one that nobody is told.
    init?(_ state: RoundState) {
        switch state {
        case .draft: return nil
        case .open: self = .opened
        case .closed: self = .closed
        case .published: self = .published
        case .archived: self = .archived
        }
    }
}

import SurveyProtocol

/// When an open round closes for this organization, and how far away that is.
///
/// For showing only: whether a response came in time is decided by the server's clock.
struct ClosingTime: Hashable, Sendable {
    /// How far away it is.
    enum Distance: Hashable, Sendable {
        case passed
        /// Within the next day.
        case hours
        /// After so many whole days.
        case days(Int)
    }

    /// Days before it from which on it is worth a note.
    static let nearDays = 7

    /// The planned time, RFC 3339 in UTC.
    let utc: String
    let distance: Distance

    /// The closing time of a round that is open; nil when none is planned or known.
    init?(_ round: RoundSummary, nowMilliseconds: Int64) {
        guard round.state == .open, let closes = round.closes,
            let milliseconds = Timestamp.milliseconds(closes)
        else { return nil }
        utc = closes
        let left = milliseconds - nowMilliseconds
        let days = Int(left / 86_400_000)
        distance = left <= 0 ? .passed : days == 0 ? .hours : .days(days)
    }

    /// Whether it has passed.
    var isPassed: Bool { distance == .passed }

    /// Whether whoever collects should be told without asking.
    var isNotable: Bool {
        guard case .days(let days) = distance else { return true }
        return days < Self.nearDays
    }
}

extension Agent {
    /// When a round closes, by the server's clock as far as its difference is known.
    func closing(_ round: RoundSummary) -> ClosingTime? {
        let ahead = Int64(home.syncRecord().clockDifferenceSeconds ?? 0) * 1_000
        return ClosingTime(round, nowMilliseconds: device.clock.milliseconds - ahead)
    }
}

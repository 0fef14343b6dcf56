import SurveyProtocol

/// How a sync went, in numbers; the output of `sync --json`.
struct SyncSummary: Codable, Hashable, Sendable {
    /// Revisions of responses that the server gave a verdict on, each one for itself.
    var sent = 0
    /// Stored now.
    var accepted = 0
    /// Stored before.
    var duplicate = 0
    /// Older than what is stored.
    var superseded = 0
    /// Kept at the centre until a person decides.
    var quarantined = 0
    /// Never storable; set aside here.
    var refused = 0
    /// Still to be sent.
    var waiting = 0
    /// Given back by the centre since the last sync, to be corrected.
    var returned = 0
    /// Sent before and found missing at the centre: sent once more.
    var missing = 0
    /// Held at the centre until now, and accepted by a person there.
    var released = 0
    /// Held at the centre until now, and rejected by a person there.
    var rejected = 0

    /// Found altered on this computer: set aside, not sent.
    var altered = 0

    /// Whether anything happened that is worth a line.
    var hasNews: Bool { sent + returned + missing + released + rejected + altered > 0 }

    /// Counts a verdict.
    mutating func count(_ verdict: Verdict) {
        sent += 1
        switch verdict {
        case .accepted: accepted += 1
        case .duplicate: duplicate += 1
        case .superseded: superseded += 1
        case .quarantined: quarantined += 1
        case .refused: refused += 1
        }
    }

    /// Counts what a comparison changed.
    mutating func count(_ comparison: Comparison) {
        missing += comparison.missing.count
        for ruling in comparison.rulings where ruling.state != ruling.entry.state {
            if ruling.state == .refused { rejected += 1 }
            let wasDecided = ruling.entry.state == .held || ruling.entry.state == .refused
            if ruling.state == .acknowledged, wasDecided { released += 1 }
        }
    }
}

import SurveyProtocol

/// How a sync went, in numbers; the output of `sync --json`.
struct SyncSummary: Codable, Hashable, Sendable {
    /// Responses that the server gave a verdict on.
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
}

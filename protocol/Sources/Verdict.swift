/// What the aggregator says of one response; the first three are success.
public enum Verdict: String, Codable, CaseIterable, Sendable {
    /// Stored now.
    case accepted
    /// The same bytes were stored before; the receipt is the original one.
    case duplicate
    /// Something newer of the same response is stored; this revision is kept beside it.
    case superseded
    /// Kept, and a person at the centre decides.
    case quarantined
    /// Never storable; the agent sets it aside with the reason.
    case refused

    /// Whether the response is stored at the centre and counts as received.
    public var isReceived: Bool {
        switch self {
        case .accepted, .duplicate, .superseded: true
        case .quarantined, .refused: false
        }
    }
}

import SurveyProtocol

/// What the centre said of one response that was sent.
struct Ruling: Hashable, Sendable {
    /// The response, where it was when it was sent.
    let entry: SpoolEntry
    /// What became of it.
    let verdict: Verdict
    /// The proof of storage.
    let receipt: Receipt?
    /// The reason, for quarantined and refused ones.
    let problem: ReportedProblem?

    /// The folder where the response belongs from now on.
    var state: SpoolState {
        switch verdict {
        case .accepted, .duplicate, .superseded: .acknowledged
        case .quarantined: .held
        case .refused: .refused
        }
    }
}

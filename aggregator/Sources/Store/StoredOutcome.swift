import SurveyProtocol

/// What the store made of one line of a batch, once its commit is on disk.
struct StoredOutcome: Equatable, Sendable {
    /// What became of it.
    let verdict: Verdict
    /// Its place in the order of arrival; nil when it was refused.
    let sequence: Int64?
    /// When it was stored first.
    let received: Timestamp?
    /// The reason for quarantine or refusal.
    let problem: Problem?
}

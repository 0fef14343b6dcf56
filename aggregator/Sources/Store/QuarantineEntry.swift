import SurveyProtocol

/// A response that is kept apart, with what a person needs to decide about it.
struct QuarantineEntry: Equatable, Sendable {
    /// What a person decided.
    struct Ruling: Equatable, Sendable {
        /// Whether it counts.
        let isAccepted: Bool
        /// Why, in the person's words; empty when nothing was said.
        let reason: String
        /// When.
        let decided: Timestamp
    }

    /// Its number: its place in the order of arrival, as in its receipt.
    let number: Int64
    /// The response, its revision and the SHA-256 of its bytes.
    let response: ReconcileQuestion
    /// The round it was sent to.
    let round: String
    /// The organization of the agent that sent it.
    let organization: String
    /// The agent that sent it, by the store's key.
    let agent: Int64
    /// When it arrived.
    let received: Timestamp
    /// Why it was kept apart.
    let problem: Problem
    /// What a person decided; nil while nobody has.
    let ruling: Ruling?
    /// Why it was given back; nil when it was not.
    let returned: String?
}

/// What a person decides about a quarantined response.
struct QuarantineDecision: Codable, Equatable, Sendable {
    /// The number of the entry.
    var number: Int64
    /// Whether it counts.
    var isAccepted: Bool
    /// Why.
    var reason: String
    /// Whether another response of the same respondent goes on counting beside it.
    var keepsOthers = false
}

import SurveyProtocol

/// What is kept apart, as people and scripts see it.
struct QuarantineList: Encodable {
    /// In the order of arrival.
    let entries: [QuarantineOverview]
}

/// A response that is kept apart, as people and scripts see it.
struct QuarantineOverview: Encodable {
    /// Its place in the order of arrival.
    let number: Int64
    /// The response's id.
    let response: String
    /// Its revision.
    let revision: Int
    /// The SHA-256 of its bytes.
    let digest: String
    /// The round it was sent to.
    let round: String
    /// The organization of the agent that sent it.
    let organization: String
    /// When it arrived, RFC 3339.
    let arrived: String
    /// Why it was kept apart.
    let code: String
    /// The same in words.
    let detail: String
    /// Why it was given back, if it was.
    let returned: String?
    /// What a person decided: `accepted` or `rejected`.
    let decision: String?
    /// Why.
    let decisionReason: String?
    /// When, RFC 3339.
    let decided: String?

    /// An entry as it is shown.
    init(_ entry: QuarantineEntry) {
        number = entry.number
        response = entry.response.id.description
        revision = entry.response.revision
        digest = entry.response.digest.description
        round = entry.round
        organization = entry.organization
        arrived = entry.received.text
        code = entry.problem.code.rawValue
        detail = entry.problem.detail
        returned = entry.returned
        decision = entry.ruling.map { $0.isAccepted ? "accepted" : "rejected" }
        decisionReason = entry.ruling?.reason
        decided = entry.ruling?.decided.text
    }

    /// Why it is there and what became of it, in a few words.
    var state: String {
        let suffix = decision ?? (returned == nil ? nil : "returned")
        return suffix.map { "\(code), \($0)" } ?? code
    }
}

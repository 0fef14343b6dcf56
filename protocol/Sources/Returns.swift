/// A response that the central team gave back, to be corrected into a new revision.
public struct ReturnedResponse: Codable, Hashable, Sendable {
    /// The response's id.
    public let id: ResponseID
    /// The revision that was returned.
    public let revision: Int
    /// The SHA-256 of its sealed bytes.
    public let digest: Digest
    /// Why, in the words of the central team; 1 to 1000 bytes of UTF-8.
    public let reason: String
    /// When, by the aggregator's clock, RFC 3339 in UTC.
    public let returnedAt: String

    /// A returned response.
    public init(_ response: ReconcileQuestion, reason: String, returnedAt: String) {
        id = response.id
        revision = response.revision
        digest = response.digest
        self.reason = reason
        self.returnedAt = returnedAt
    }
}

/// The returned responses of an agent's organization that no newer revision has answered yet.
public struct ReturnList: Codable, Hashable, Sendable {
    /// Ordered by id and revision.
    public let returns: [ReturnedResponse]

    /// A list of returned responses.
    public init(returns: [ReturnedResponse]) {
        self.returns = returns
    }
}

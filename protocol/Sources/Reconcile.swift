/// One line of a question to the centre: do you have these bytes?
///
/// A request holds one line a response that the agent has sealed, in any order; the answer has one
/// `ReconcileAnswer` for each, in the same order.
public struct ReconcileQuestion: Codable, Hashable, Sendable {
    /// The response's id.
    public let id: ResponseID
    /// Its revision.
    public let revision: Int
    /// The SHA-256 of its sealed bytes.
    public let digest: Digest

    /// A question about one sealed response.
    public init(id: ResponseID, revision: Int, digest: Digest) {
        self.id = id
        self.revision = revision
        self.digest = digest
    }
}

/// What the centre has of a response.
public enum HeldState: String, Codable, CaseIterable, Sendable {
    /// Exactly these bytes are stored and received.
    case stored
    /// Exactly these bytes are kept until a person at the centre decides.
    case quarantined
    /// A person at the centre decided that these bytes do not count; they are kept there.
    case rejected
    /// The centre does not have these bytes: send them.
    case missing
}

/// One line of the answer to a reconcile request, in the order of the questions.
///
/// Like a verdict it counts only when it echoes id, revision and digest of the question.
public struct ReconcileAnswer: Codable, Hashable, Sendable {
    /// The response's id.
    public let id: ResponseID
    /// Its revision.
    public let revision: Int
    /// The digest that was asked about.
    public let digest: Digest
    /// What the centre has.
    public let state: HeldState
    /// The proof of storage; present for every state but `missing`.
    public let receipt: Receipt?
    /// The reason; present for `quarantined` and `rejected`.
    public let problem: Problem?

    /// An answer that echoes a question.
    public init(
        to question: ReconcileQuestion, state: HeldState, receipt: Receipt?, problem: Problem?
    ) {
        id = question.id
        revision = question.revision
        digest = question.digest
        self.state = state
        self.receipt = receipt
        self.problem = problem
    }
}

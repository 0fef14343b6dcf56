/// Hand-over by file: the same bytes and the same verdicts without a network.
///
/// `survey-agent export` writes a file of pending responses; `survey-aggregator import` answers
/// with a file of verdicts; `survey-agent accept` takes that back. Both are NDJSON:
///
///     first line    `HandOverHead`
///     then          the sealed responses, or their verdict lines, in the same order
///     last line     `HandOverSeal`, over every byte before it
///
/// The agent seals with its own key, the aggregator with its authority's; each checks the other's
/// seal before anything else, so a file that was cut, altered or made by somebody else is refused
/// whole.
public struct HandOverHead: Codable, Hashable, Sendable {
    /// The format of a file of responses.
    public static let responsesFormat = "maturity-handover/1"
    /// The format of a file of verdicts.
    public static let verdictsFormat = "maturity-handover-receipts/1"

    /// `responsesFormat` or `verdictsFormat`.
    public let format: String
    /// The server that the agent is enrolled at.
    public let server: String
    /// The epoch of the server's store; nil in a file of responses.
    public let epoch: Int?
    /// The agent that exported.
    public let agent: String
    /// The round.
    public let round: String
    /// How many lines lie between head and seal.
    public let count: Int
    /// When it was written, by the writer's clock, RFC 3339 in UTC.
    public let writtenAt: String
    /// The agent's certificate in PEM form; nil in a file of verdicts.
    public let certificate: String?
    /// In a file of verdicts: the SHA-256 of the whole file of responses that it answers.
    public let answers: Digest?

    /// The head of a file of responses.
    public init(
        responsesOf agent: (id: String, certificate: String), server: String, round: String,
        count: Int, writtenAt: String
    ) {
        format = Self.responsesFormat
        self.server = server
        epoch = nil
        self.agent = agent.id
        self.round = round
        self.count = count
        self.writtenAt = writtenAt
        certificate = agent.certificate
        answers = nil
    }

    /// The head of a file of verdicts that answers a file of responses.
    public init(
        answering head: HandOverHead, file: Digest, epoch: Int, count: Int, writtenAt: String
    ) {
        format = Self.verdictsFormat
        server = head.server
        self.epoch = epoch
        agent = head.agent
        round = head.round
        self.count = count
        self.writtenAt = writtenAt
        certificate = nil
        answers = file
    }
}

/// The last line of a hand-over file.
public struct HandOverSeal: Codable, Hashable, Sendable {
    /// The SHA-256 of every byte before this line.
    public let digest: Digest
    /// An ECDSA signature (P-256, SHA-256) in DER, base64url, over the same bytes.
    public let signature: String

    /// A seal with a signature.
    public init(digest: Digest, signature: String) {
        self.digest = digest
        self.signature = signature
    }
}

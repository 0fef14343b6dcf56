/// Who the server is and what it takes: the answer to the first request of every sync.
public struct Hello: Codable, Hashable, Sendable {
    /// What the server takes at most; never more than `Limits`.
    public struct Announced: Codable, Hashable, Sendable {
        /// Bytes of a request body as sent.
        public let bodyBytes: Int
        /// Responses in one batch.
        public let batchResponses: Int

        /// Announced limits.
        public init(bodyBytes: Int, batchResponses: Int) {
            self.bodyBytes = bodyBytes
            self.batchResponses = batchResponses
        }
    }

    /// The server's identity, minted when it was initialized.
    public let server: String
    /// Grows when the server's store was restored from a backup; agents then reconcile.
    public let epoch: Int
    /// The group's name, for people.
    public let group: String
    /// The server's clock, RFC 3339 in UTC; for showing a difference, never for a decision.
    public let time: String
    /// The protocol versions it speaks.
    public let protocolVersions: [Int]
    /// The oldest agent version that it accepts.
    public let oldestAgent: String
    /// Its limits.
    public let limits: Announced
    /// How the bodies that it takes may be compressed; absent in servers of before, which take
    /// gzip. There may be words of later versions.
    public private(set) var codings: [String]?

    /// What a server says of itself at a moment of its clock.
    public init(
        server: String, epoch: Int, group: String, time: String, oldestAgent: String = "0.1.0"
    ) {
        self.server = server
        self.epoch = epoch
        self.group = group
        self.time = time
        protocolVersions = [1]
        self.oldestAgent = oldestAgent
        limits = Announced(
            bodyBytes: Limits.bodyBytesMaximum, batchResponses: Limits.batchResponsesMaximum)
        codings = [ContentCoding.gzip.rawValue]
    }

    /// The same of a server that takes bodies that are compressed in these ways.
    public func taking(_ codings: [ContentCoding]) -> Hello {
        var hello = self
        hello.codings = codings.map(\.rawValue)
        return hello
    }

    /// Whether it takes bodies that are compressed so.
    public func takes(_ coding: ContentCoding) -> Bool {
        coding == .gzip || codings?.contains(coding.rawValue) ?? false
    }
}

/// What an agent says of itself once a sync: counts and clocks, never an answer or a name.
public struct AgentReport: Codable, Hashable, Sendable {
    /// The program and its version, 1 to 64 printable ASCII characters.
    public let agent: String
    /// The device's clock, RFC 3339 in UTC; shown as a difference, never decided on.
    public let time: String
    /// Drafts that are not sealed.
    public let drafts: Int
    /// Sealed responses without an acknowledgment.
    public let waiting: Int
    /// Responses that the centre keeps until a person decides, gave back, or refused.
    public let unsettled: Int
    /// Bytes free on the disk of the spool; nil when unknown.
    public let freeBytes: Int?

    /// A report of an agent.
    public init(
        agent: String, time: String,
        counts: (drafts: Int, waiting: Int, unsettled: Int), freeBytes: Int?
    ) {
        self.agent = agent
        self.time = time
        drafts = counts.drafts
        waiting = counts.waiting
        unsettled = counts.unsettled
        self.freeBytes = freeBytes
    }
}

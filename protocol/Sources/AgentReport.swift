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
    /// The same counts of each round that has any, at most `Limits.reportRoundsMaximum`; nil from
    /// an agent that does not tell them apart.
    public let rounds: [RoundCounts]?

    /// A report of an agent; its counts are the sums over the rounds.
    public init(agent: String, time: String, rounds: [RoundCounts], freeBytes: Int?) {
        self.agent = agent
        self.time = time
        drafts = rounds.reduce(0) { $0 + $1.drafts }
        waiting = rounds.reduce(0) { $0 + $1.waiting }
        unsettled = rounds.reduce(0) { $0 + $1.unsettled }
        self.freeBytes = freeBytes
        let some = rounds.filter { $0.drafts + $0.waiting + $0.unsettled > 0 }
        self.rounds = some.count <= Limits.reportRoundsMaximum ? some : nil
    }

    /// What an agent has of one round.
    public struct RoundCounts: Codable, Hashable, Sendable {
        /// The round's id.
        public let round: String
        /// Drafts that are not sealed.
        public let drafts: Int
        /// Sealed responses without an acknowledgment.
        public let waiting: Int
        /// Responses that the centre keeps until a person decides, gave back, or refused.
        public let unsettled: Int

        /// The counts of a round.
        public init(round: String, drafts: Int = 0, waiting: Int = 0, unsettled: Int = 0) {
            self.round = round
            self.drafts = drafts
            self.waiting = waiting
            self.unsettled = unsettled
        }
    }
}

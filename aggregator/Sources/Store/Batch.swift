/// The responses of one request, with the bytes that they refer to.
struct Batch: Sendable {
    /// The round they were sent to.
    var round: Int64
    /// The roster's key of the sender's organization in that round; nil when it is not on it.
    var organization: Int64?
    /// The store's key of the agent that sent them.
    var agent: Int64
    /// Whether the organization gives one agreed answer, so that a second one is kept apart.
    var isJoint: Bool
    /// The body as it was after decompression.
    var bytes: [UInt8]
    /// One byte an item for every sound response, one after the other.
    var codes: [UInt8]
    /// The lines, in order.
    var lines: [Incoming]

    /// A batch of an agent, as yet without lines.
    init(round: Int64, organization: Int64?, agent: Int64, isJoint: Bool, bytes: [UInt8]) {
        self.round = round
        self.organization = organization
        self.agent = agent
        self.isJoint = isJoint
        self.bytes = bytes
        codes = []
        lines = []
    }
}

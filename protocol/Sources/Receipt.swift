/// The aggregator's word that a response is on its disk.
public struct Receipt: Codable, Hashable, Sendable {
    /// The aggregator that stored it.
    public let server: String
    /// The epoch of the aggregator's store.
    public let epoch: Int
    /// The place of the response in the order of arrival, from 1, unique in an epoch.
    public let sequence: Int
    /// When it was stored, by the aggregator's clock, RFC 3339 in UTC.
    public let receivedAt: String

    /// A receipt for the response that was stored at this place in the order of arrival.
    public init(server: String, epoch: Int, sequence: Int, receivedAt: String) {
        self.server = server
        self.epoch = epoch
        self.sequence = sequence
        self.receivedAt = receivedAt
    }
}

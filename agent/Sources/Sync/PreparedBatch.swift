/// A request with responses, ready to be sent.
struct PreparedBatch: Sendable {
    /// The responses that it was to carry.
    let entries: [SpoolEntry]
    /// The most bytes that its body was to have.
    let bytesMaximum: Int
    /// What it carries.
    let body: BatchBody
    /// The request, compressed where that helps.
    let request: TransportRequest

    init(_ entries: [SpoolEntry], of round: String, bytesMaximum: Int, body: BatchBody) {
        self.entries = entries
        self.bytesMaximum = bytesMaximum
        self.body = body
        request = body.request(round: round)
    }

    /// Reads and compresses responses without touching anything; nil when that does not go
    /// smoothly.
    init?(_ entries: [SpoolEntry], of round: String, bytesMaximum: Int, from disk: any Disk) {
        guard let body = BatchBody(entries, onlyReading: disk, bytesMaximum: bytesMaximum) else {
            return nil
        }
        self.init(entries, of: round, bytesMaximum: bytesMaximum, body: body)
    }
}

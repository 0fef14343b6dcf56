/// One line of the answer to a batch, in the order of the batch.
///
/// `digest` echoes the SHA-256 of the bytes that arrived; an agent believes a line only when it is
/// that of the response it sent at this place.
public struct VerdictLine: Codable, Hashable, Sendable {
    /// The response's id; nil when the line was so malformed that none could be read.
    public let id: ResponseID?
    /// The revision; nil when none could be read.
    public let revision: Int?
    /// The SHA-256 of the bytes that arrived.
    public let digest: Digest
    /// What became of them.
    public let verdict: Verdict
    /// The proof of storage; present for every verdict but `refused`.
    public let receipt: Receipt?
    /// The reason; present for `quarantined` and `refused`.
    public let problem: Problem?

    /// A line with a receipt, a problem, or both.
    public init(
        of response: (id: ResponseID?, revision: Int?), digest: Digest, verdict: Verdict,
        receipt: Receipt?, problem: Problem?
    ) {
        id = response.id
        revision = response.revision
        self.digest = digest
        self.verdict = verdict
        self.receipt = receipt
        self.problem = problem
    }

    /// Appends the line as JSON, with its line feed.
    public func append(to output: inout [UInt8]) {
        output += "{\"id\":".utf8
        if let id {
            output.append(0x22)
            id.appendText(to: &output)
            output.append(0x22)
        } else {
            output += "null".utf8
        }
        output += ",\"revision\":".utf8
        output += (revision.map { String($0) } ?? "null").utf8
        output += ",\"digest\":\"".utf8
        digest.appendText(to: &output)
        output += "\",\"verdict\":\"".utf8
        output += verdict.rawValue.utf8
        output.append(0x22)
        if let receipt { append(receipt, to: &output) }
        if let problem {
            output += ",\"problem\":".utf8
            problem.appendJSON(to: &output)
        }
        output += [0x7D, 0x0A]
    }

    private func append(_ receipt: Receipt, to output: inout [UInt8]) {
        output += ",\"receipt\":{\"server\":".utf8
        JSONText.append(receipt.server, to: &output)
        output += ",\"epoch\":".utf8
        output += String(receipt.epoch).utf8
        output += ",\"sequence\":".utf8
        output += String(receipt.sequence).utf8
        output += ",\"receivedAt\":".utf8
        JSONText.append(receipt.receivedAt, to: &output)
        output.append(0x7D)
    }
}

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
        output += Piece.id
        if let id {
            output.append(0x22)
            id.appendText(to: &output)
            output.append(0x22)
        } else {
            output += Piece.null
        }
        output += Piece.revision
        if let revision {
            Self.append(revision, to: &output)
        } else {
            output += Piece.null
        }
        output += Piece.digest
        digest.appendDigits(to: &output)
        output += Piece.verdict
        output += verdict.rawValue.utf8
        output.append(0x22)
        if let receipt { append(receipt, to: &output) }
        if let problem {
            output += Piece.problem
            problem.appendJSON(to: &output)
        }
        output.append(0x7D)
        output.append(0x0A)
    }

    private func append(_ receipt: Receipt, to output: inout [UInt8]) {
        output += Piece.server
        JSONText.append(receipt.server, to: &output)
        output += Piece.epoch
        Self.append(receipt.epoch, to: &output)
        output += Piece.sequence
        Self.append(receipt.sequence, to: &output)
        output += Piece.receivedAt
        JSONText.append(receipt.receivedAt, to: &output)
        output.append(0x7D)
    }

    /// Appends the digits of a whole number.
    private static func append(_ number: Int, to output: inout [UInt8]) {
        guard (0..<1_000_000_000).contains(number) else {
            output += "\(number)".utf8
            return
        }
        var left = UInt32(number)
        let start = output.count
        repeat {
            output.append(0x30 + UInt8(left % 10))
            left /= 10
        } while left > 0
        output[start...].reverse()
    }

    /// What stands between the values, as bytes: an answer has thousands of lines.
    private enum Piece {
        static let id = Array("{\"id\":".utf8)
        static let null = Array("null".utf8)
        static let revision = Array(",\"revision\":".utf8)
        static let digest = Array(",\"digest\":\"sha256:".utf8)
        static let verdict = Array("\",\"verdict\":\"".utf8)
        static let problem = Array(",\"problem\":".utf8)
        static let server = Array(",\"receipt\":{\"server\":".utf8)
        static let epoch = Array(",\"epoch\":".utf8)
        static let sequence = Array(",\"sequence\":".utf8)
        static let receivedAt = Array(",\"receivedAt\":".utf8)
    }
}

import SurveyProtocol

/// Makes the lines that tell an agent what became of its responses.
struct VerdictMaker {
    private let server: String
    private let epoch: Int
    private var times: [Timestamp: String] = [:]

    /// A maker for one answer; receipts are of the store's present epoch.
    init(server: String, epoch: Int) {
        self.server = server
        self.epoch = epoch
    }

    /// The line for a response that was read and what the store made of it.
    mutating func line(_ line: Incoming, _ outcome: StoredOutcome) -> VerdictLine {
        var proof: Receipt?
        if let sequence = outcome.sequence, let received = outcome.received {
            proof = receipt(sequence, received)
        }
        return VerdictLine(
            of: (line.id, line.revision > 0 ? line.revision : nil), digest: line.digest,
            verdict: outcome.verdict, receipt: proof, problem: outcome.problem)
    }

    /// The receipt for what lies at a place in the order of arrival.
    mutating func receipt(_ sequence: Int64, _ received: Timestamp) -> Receipt {
        // Most of a batch arrived at one moment, and writing a time is slow.
        let text = times[received] ?? received.text
        times[received] = text
        return Receipt(server: server, epoch: epoch, sequence: Int(sequence), receivedAt: text)
    }
}

extension Aggregator {
    /// A maker of verdict lines for one answer.
    var verdictMaker: VerdictMaker { VerdictMaker(server: settings.server, epoch: epoch) }
}

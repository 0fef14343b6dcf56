import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads the answer to a batch and believes only what proves itself.
///
/// A line counts when it stands at the place of a response that was sent and echoes its id,
/// revision and digest, and has what its verdict needs: the receipt when the bytes are at the
/// centre, the reason when they do not count. Everything else is as if it had not been said, and
/// the response is sent again.
enum VerdictReader {
    /// One line as it came, from a server that may be newer than this agent.
    struct Line: Decodable {
        let id: ResponseID?
        let revision: Int?
        let digest: Digest
        let verdict: Verdict
        let receipt: Receipt?
        let problem: ReportedProblem?
    }

    /// What the server said of the responses, in their order.
    ///
    /// - Parameters:
    ///   - server: its address, for a fault.
    ///   - identity: what it is enrolled as; a receipt in any other name proves nothing.
    /// - Throws: a fault when the answer is not one of verdicts.
    static func rulings(
        _ reply: TransportReply, sent: [SpoolEntry], server: String, identity: String
    ) throws(TransportFault) -> [Ruling] {
        guard reply.status == 200, reply.mediaType == MediaType.verdicts else {
            throw HTTPTable.fault(for: reply, server: server)
        }
        let lines = reply.body.split(separator: 0x0A, omittingEmptySubsequences: false)
        var rulings: [Ruling] = []
        rulings.reserveCapacity(sent.count)
        var usual = ReceivedLine()
        for (entry, bytes) in zip(sent, lines) {
            if let ruling = usual.ruling(bytes, of: entry) {
                rulings.append(ruling)
            } else if let line = line(bytes), let ruling = believed(line, of: entry) {
                rulings.append(ruling)
            }
        }
        return rulings.filter { $0.receipt.map { $0.server == identity } ?? true }
    }

    /// The line that the bytes are; nil when they are none.
    static func line(_ bytes: ArraySlice<UInt8>) -> Line? {
        try? JSONDecoder().decode(Line.self, from: Data(bytes))
    }

    /// What a line says of a response, when it proves itself.
    static func believed(_ line: Line, of entry: SpoolEntry) -> Ruling? {
        guard line.digest == entry.digest else { return nil }
        let isNamed = line.id == entry.id && line.revision == entry.revision
        switch line.verdict {
        case .accepted, .duplicate, .superseded:
            guard isNamed, line.receipt != nil else { return nil }
        case .quarantined:
            guard isNamed, line.receipt != nil, line.problem != nil else { return nil }
        case .refused:
            // A line that the server could not parse has no id or revision to echo.
            guard line.problem != nil, line.id == nil || line.id == entry.id,
                line.revision == nil || line.revision == entry.revision
            else { return nil }
        }
        return Ruling(
            entry: entry, verdict: line.verdict, receipt: line.receipt, problem: line.problem)
    }
}

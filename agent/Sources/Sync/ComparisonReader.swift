import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads the answer to the question what the centre has; believes only what proves itself.
///
/// A line counts when it stands at the place of the response that was asked about and echoes its
/// id, revision and digest. Whatever is said to be there needs its receipt, and what does not count
/// there the reason.
enum ComparisonReader {
    /// One line as it came, from a server that may be newer than this agent.
    private struct Line: Decodable {
        let id: ResponseID
        let revision: Int
        let digest: Digest
        let state: HeldState
        let receipt: Receipt?
        let problem: ReportedProblem?
    }

    /// What the centre has, and what it lacks, in the order of the questions.
    /// - Throws: a fault when the answer is not one of the protocol's.
    static func answers(
        _ reply: TransportReply, asked: [SpoolEntry], server: String
    ) throws(TransportFault) -> (rulings: [Ruling], missing: [SpoolEntry]) {
        guard reply.status == 200, reply.mediaType == MediaType.reconcile else {
            throw HTTPTable.fault(for: reply, server: server)
        }
        let decoder = JSONDecoder()
        var rulings: [Ruling] = []
        var missing: [SpoolEntry] = []
        let lines = reply.body.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (entry, bytes) in zip(asked, lines) {
            guard let line = try? decoder.decode(Line.self, from: Data(bytes)),
                line.id == entry.id, line.revision == entry.revision, line.digest == entry.digest
            else { continue }
            if line.state == .missing {
                missing.append(entry)
            } else if let ruling = ruling(line, of: entry) {
                rulings.append(ruling)
            }
        }
        return (rulings, missing)
    }

    /// What a line says of a response that is there, when it has what its state needs.
    private static func ruling(_ line: Line, of entry: SpoolEntry) -> Ruling? {
        guard let receipt = line.receipt else { return nil }
        let verdict: Verdict
        switch line.state {
        case .missing: return nil
        case .stored: verdict = .duplicate
        case .quarantined: verdict = .quarantined
        case .rejected: verdict = .refused
        }
        guard verdict == .duplicate || line.problem != nil else { return nil }
        return Ruling(entry: entry, verdict: verdict, receipt: receipt, problem: line.problem)
    }
}

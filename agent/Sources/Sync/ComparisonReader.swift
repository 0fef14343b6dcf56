import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads the answer to the question what the centre has; believes only what proves itself.
///
/// A line counts when it stands at the place of the response that was asked about and echoes its
/// id, revision and digest. Whatever is said to be there needs its receipt.
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
            } else if let receipt = line.receipt {
                rulings.append(
                    Ruling(
                        entry: entry, verdict: verdict(line.state), receipt: receipt,
                        problem: line.problem))
            }
        }
        return (rulings, missing)
    }

    private static func verdict(_ state: HeldState) -> Verdict {
        switch state {
        case .stored, .missing: .duplicate
        case .quarantined: .quarantined
        case .rejected: .refused
        }
    }
}

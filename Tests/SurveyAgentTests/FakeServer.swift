import Crypto
import Formats
import FoundationEssentials
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

/// The server's side in memory, behind the transport's seam: stores once, answers the same twice.
final class FakeServer: Transport {
    /// What happens to a request instead of, or after, its being handled.
    enum Mishap: Sendable {
        /// The request never arrives.
        case lost
        /// The server handles it, and the answer is lost.
        case answerLost
        /// Something else answers with HTTP 200.
        case captivePortal
        /// The server answers with a status and no document.
        case status(Int, retryAfter: Int? = nil)
        /// The server answers with a problem.
        case problem(ProblemCode)
        /// The answer's last lines are missing.
        case cutAnswer
        /// The answer's lines are in another order.
        case shuffledAnswer
        /// A bit of the name of the reasons turned over on the way.
        case renamedProblem
        /// A bit of the codes of the reasons turned over on the way.
        case damagedCode
    }

    var hello = Hello(
        server: "server-1", epoch: 1, group: "Group", time: "2026-03-01T09:30:00Z"
    ).taking(ContentCoding.allCases)
    var rounds = [Fixture.round()]
    var questionnaire = Fixture.questionnaireBytes
    /// Seconds that each request takes.
    var seconds = 0.1
    /// The mishap of the next requests with responses, in order; nil handles one well.
    var mishaps: [Mishap?] = []
    /// The mishap of every request of another kind.
    var otherMishap: Mishap?
    /// Verdicts other than the store's own, by response id.
    var verdicts: [ResponseID: (Verdict, ProblemCode)] = [:]
    /// Paths that were asked for.
    private(set) var paths: [String] = []
    /// How the body of each request with responses was compressed; empty when it was not.
    private(set) var codings: [String] = []
    /// How many responses each request carried.
    private(set) var batchSizes: [Int] = []
    /// The stored bytes by id and revision.
    var stored: [String: [UInt8]] = [:]
    /// What a person at the centre decided about a response that is stored.
    var decisions: [ResponseID: HeldState] = [:]
    /// What the central team gave back.
    var returned: [ReturnedResponse] = []
    /// The figures that are published, of whichever round is asked for.
    var published: PublishedFigures?
    /// What agents reported.
    var reports: [AgentReport] = []
    /// The keys that were sent for renewal.
    var renewedKeys: [Data] = []
    /// The agent that renewed certificates are for.
    var renewedAgent = "agent-1"
    /// The mishap of requests to one path, instead of the others'.
    var pathMishaps: [String: Mishap] = [:]
    private var receipts: [String: Receipt] = [:]
    /// The keys that each secret was used with.
    var enrolledKeys: [String: Data] = [:]
    /// The organization of every code.
    var organization = "harbor"
    let authority = P256.Signing.PrivateKey()

    func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
        try handled(request).within(request)
    }

    private func handled(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
        paths.append(request.path)
        if let mishap = pathMishaps[request.path] {
            return try answer(mishap) { self.reply(to: request) }
        }
        if request.path.hasSuffix("/responses") {
            let mishap = mishaps.isEmpty ? nil : mishaps.removeFirst()
            return try answer(mishap) { self.take(request) }
        }
        return try answer(otherMishap) { self.reply(to: request) }
    }

    func answer(
        _ mishap: Mishap?, _ handle: () -> TransportReply
    ) throws(TransportFault) -> TransportReply {
        switch mishap {
        case nil: return handle()
        case .lost: throw CurlTable.fault(result: 7, text: "refused", server: "fake")
        case .answerLost:
            _ = handle()
            throw CurlTable.fault(result: 52, text: "Empty reply from server", server: "fake")
        case .captivePortal:
            return TransportReply(
                status: 200, body: Array("<html>".utf8), headers: ["content-type": "text/html"])
        case .status(let status, let seconds):
            return TransportReply(
                status: status, headers: seconds.map { ["retry-after": String($0)] } ?? [:])
        case .problem(let code):
            var body: [UInt8] = []
            Problem(code, "").appendJSON(to: &body)
            return TransportReply(
                status: code.status, body: body, headers: ["content-type": MediaType.problem])
        case .cutAnswer, .shuffledAnswer, .renamedProblem, .damagedCode:
            return damaged(handle(), mishap)
        }
    }

    private func damaged(_ reply: TransportReply, _ mishap: Mishap?) -> TransportReply {
        var reply = reply
        var lines = reply.body.split(separator: 0x0A)
        if case .cutAnswer = mishap { lines.removeLast((lines.count + 1) / 2) }
        if case .shuffledAnswer = mishap { lines.reverse() }
        reply.body = Array(lines.joined(separator: [0x0A])) + [0x0A]
        if case .renamedProblem = mishap {
            reply.body.replace(Array(#""problem":"#.utf8), with: Array(#""pboblem":"#.utf8))
        }
        if case .damagedCode = mishap {
            reply.body.replace(Array(#""code":"r"#.utf8), with: Array(#""code":"c"#.utf8))
        }
        return reply
    }

    private func reply(to request: TransportRequest) -> TransportReply {
        switch request.path {
        case Path.hello: return json(hello)
        case Path.rounds: return json(RoundList(rounds: rounds))
        case Path.authority:
            let text = (try? certificate(for: authority.publicKey))?.pem ?? ""
            return TransportReply(
                status: 200, body: Array(text.utf8),
                headers: ["content-type": MediaType.certificate])
        case Path.enrollment: return enroll(request)
        case Path.renewal: return renew(request)
        case Path.report: return report(request)
        case _ where request.path.hasSuffix("/reconcile"): return compare(request)
        case _ where request.path.hasSuffix("/returns"): return giveBack(request)
        case _ where request.path.hasSuffix("/results"): return results(request)
        case _ where request.path.hasSuffix("/questionnaire"):
            return TransportReply(
                status: 200, body: questionnaire, headers: ["content-type": MediaType.json])
        default: return TransportReply(status: 404)
        }
    }

    func json(_ message: some Encodable) -> TransportReply {
        TransportReply(
            status: 200, body: (try? JSONFile.bytes(message)) ?? [],
            headers: ["content-type": MediaType.json + "; charset=utf-8"])
    }

    /// Stores a batch as the protocol says and answers with its verdicts.
    private func take(_ request: TransportRequest) -> TransportReply {
        var body = request.body ?? []
        let digest = Data(SHA256.hash(data: body)).base64EncodedString()
        #expect(request.value(of: "Content-Digest") == "sha-256=:\(digest):")
        #expect(request.value(of: "Content-Type") == MediaType.responses)
        let coding = request.value(of: "Content-Encoding") ?? ""
        codings.append(coding)
        let (most, ratio) = (Limits.inflatedBytesMaximum, Limits.inflationRatioMaximum)
        switch ContentCoding(rawValue: coding) {
        case nil: #expect(coding.isEmpty)
        case .gzip:
            body = (try? Gzip.inflate(body, bytesMaximum: most, ratioMaximum: ratio)) ?? []
        case .zstd:
            body = (try? Zstandard.decompress(body, bytesMaximum: most, ratioMaximum: ratio)) ?? []
        }
        var answer: [UInt8] = []
        var count = 0
        for line in body.split(separator: 0x0A) {
            count += 1
            verdictLine(Array(line)).append(to: &answer)
        }
        batchSizes.append(count)
        return TransportReply(
            status: 200, body: answer, headers: ["content-type": MediaType.verdicts],
            seconds: seconds)
    }

    private func verdictLine(_ line: [UInt8]) -> VerdictLine {
        var parser = ResponseParser()
        guard (try? parser.parse(line.span)) != nil else {
            return VerdictLine(
                of: (nil, nil), digest: Digest.of(line), verdict: .refused, receipt: nil,
                problem: Problem(.responseMalformed, ""))
        }
        let (id, revision) = (parser.fields.id, parser.fields.revision)
        if let (verdict, code) = verdicts[id], verdict == .refused {
            return VerdictLine(
                of: (id, revision), digest: Digest.of(line), verdict: verdict, receipt: nil,
                problem: Problem(code, ""))
        }
        let key = "\(id).\(revision)"
        let isKnown = stored[key] == line
        #expect(stored[key] == nil || isKnown, "other bytes under one id and revision")
        stored[key] = line
        let receipt =
            receipts[key]
            ?? Receipt(
                server: "server-1", epoch: 1, sequence: receipts.count + 1,
                receivedAt: "2026-03-01T09:30:00Z")
        receipts[key] = receipt
        let (verdict, code) = verdicts[id] ?? (isKnown ? .duplicate : .accepted, .notFound)
        return VerdictLine(
            of: (id, revision), digest: Digest.of(line), verdict: verdict, receipt: receipt,
            problem: verdict == .quarantined ? Problem(code, "") : nil)
    }
}

import Crypto
import FoundationEssentials
import SurveyProtocol
import SwiftASN1
import X509

@testable import SurveyAgent

/// What the agent asks beside sending.
extension FakeServer {
    /// Says of each response whether it is stored, or what a person decided.
    func compare(_ request: TransportRequest) -> TransportReply {
        var body: [UInt8] = []
        let decoder = JSONDecoder()
        for line in (request.body ?? []).split(separator: 0x0A) {
            guard let question = try? decoder.decode(ReconcileQuestion.self, from: Data(line))
            else { return TransportReply(status: 400) }
            body += (try? JSONFile.bytes(answer(to: question))) ?? []
        }
        return TransportReply(
            status: 200, body: body, headers: ["content-type": MediaType.reconcile])
    }

    private func answer(to question: ReconcileQuestion) -> ReconcileAnswer {
        let key = "\(question.id).\(question.revision)"
        let isStored = stored[key].map { Digest.of($0) == question.digest } ?? false
        let decided = decisions[question.id] ?? .stored
        let receipt = Receipt(
            server: hello.server, epoch: hello.epoch, sequence: 1,
            receivedAt: "2026-03-01T09:30:00Z")
        switch (isStored, decided) {
        case (false, _), (_, .missing):
            return ReconcileAnswer(to: question, state: .missing, receipt: nil, problem: nil)
        case (_, .stored):
            return ReconcileAnswer(to: question, state: .stored, receipt: receipt, problem: nil)
        case (_, .quarantined):
            return ReconcileAnswer(
                to: question, state: .quarantined, receipt: receipt,
                problem: Problem(.respondentRepeated, ""))
        case (_, .rejected):
            return ReconcileAnswer(
                to: question, state: .rejected, receipt: receipt,
                problem: Problem(.responseRejected, "not of this round"))
        }
    }

    /// The list of what was given back, with its tag.
    func giveBack(_ request: TransportRequest) -> TransportReply {
        var reply = json(ReturnList(returns: returned))
        let tag = "\"\(Digest.of(reply.body))\""
        if request.value(of: "If-None-Match") == tag { return TransportReply(status: 304) }
        reply.headers["etag"] = tag
        return reply
    }

    /// The published figures, with their tag.
    func results(_ request: TransportRequest) -> TransportReply {
        let round = request.path.split(separator: "/").dropLast().last.map(String.init) ?? ""
        var reply = json(PublishedResults(round: round, published: published))
        let tag = "\"\(Digest.of(reply.body))\""
        if request.value(of: "If-None-Match") == tag { return TransportReply(status: 304) }
        reply.headers["etag"] = tag
        return reply
    }

    /// The next certificate; the same key again gives the same.
    func renew(_ request: TransportRequest) -> TransportReply {
        guard
            let message = try? JSONDecoder().decode(
                RenewalRequest.self, from: Data(request.body ?? [])),
            let signing = try? CertificateSigningRequest(pemEncoded: message.signingRequest),
            let key = P256.Signing.PublicKey(signing.publicKey),
            let pem = try? certificate(for: key, until: 5_000_000_000).pem
        else { return TransportReply(status: 422) }
        renewedKeys.append(key.rawRepresentation)
        return json(
            EnrollmentReply(
                agent: renewedAgent, organization: organization, server: hello.server,
                group: "Group", certificate: pem))
    }

    /// Takes a report.
    func report(_ request: TransportRequest) -> TransportReply {
        guard
            let report = try? JSONDecoder().decode(
                AgentReport.self, from: Data(request.body ?? []))
        else { return TransportReply(status: 400) }
        reports.append(report)
        return TransportReply(status: 204)
    }
}

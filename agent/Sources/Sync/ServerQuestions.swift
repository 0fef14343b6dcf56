import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What the agent asks the server beside sending responses; every answer is checked.
struct ServerQuestions {
    /// The version of the protocol that this agent speaks.
    static let protocolVersion = 1

    /// The rounds of the organization with the answer's `ETag`.
    struct Rounds {
        var rounds: [RoundSummary]
        var tag: String?
    }

    let transport: any Transport
    /// The server's address, for texts.
    let server: String

    /// Who the server is.
    func hello() throws(TransportFault) -> Hello {
        let reply = try transport.send(TransportRequest(get: Path.hello))
        let hello = try decode(Hello.self, from: reply)
        guard hello.protocolVersions.contains(Self.protocolVersion) else {
            throw TransportFault(
                "protocol-unknown", .stop, .failed,
                reason: "\(server) speaks no version of the protocol that this agent speaks",
                hint: "update survey-agent")
        }
        guard AgentVersion.isAtLeast(hello.oldestAgent) else {
            throw TransportFault(
                ProblemCode.agentTooOld.rawValue, .stop, .failed,
                reason: "\(server) takes agents from \(hello.oldestAgent) on, this is"
                    + " \(AgentVersion.number)",
                hint: ProblemCode.agentTooOld.hint)
        }
        return hello
    }

    /// The rounds of the organization; nil when they are as the tag says.
    func rounds(tag: String?) throws(TransportFault) -> Rounds? {
        var request = TransportRequest(get: Path.rounds)
        request.replyBytesMaximum = Limits.roundBytesMaximum
        if let tag { request.set("If-None-Match", to: tag) }
        let reply = try transport.send(request)
        if reply.status == 304, tag != nil { return nil }
        let list = try decode(RoundList.self, from: reply)
        // A round's id becomes the name of a folder.
        guard list.rounds.allSatisfy({ Identifier.isValid($0.id) }) else {
            throw HTTPTable.notOurs(reply, server: server)
        }
        return Rounds(rounds: list.rounds, tag: reply.headers["etag"])
    }

    /// The questionnaire's bytes of a round, which are those of its digest.
    func questionnaire(_ round: RoundSummary) throws(TransportFault) -> [UInt8] {
        var request = TransportRequest(get: Path.questionnaire(round.id))
        request.replyBytesMaximum = Limits.roundBytesMaximum
        let reply = try transport.send(request)
        guard reply.status == 200 else { throw HTTPTable.fault(for: reply, server: server) }
        guard Digest.of(reply.body) == round.questionnaire else {
            throw HTTPTable.notOurs(reply, server: server)
        }
        return reply.body
    }

    /// Becomes known to the server.
    func enroll(_ enrollment: EnrollmentRequest) throws(TransportFault) -> EnrollmentReply {
        let body = (try? JSONFile.bytes(enrollment)) ?? []
        let request = TransportRequest(
            post: Path.enrollment, mediaType: MediaType.json, body: body)
        return try decode(EnrollmentReply.self, from: transport.send(request))
    }

    /// The responses of a round that were given back; nil when they are as the tag says.
    func returns(
        _ round: String, tag: String?
    ) throws(TransportFault) -> (list: ReturnList, tag: String?)? {
        var request = TransportRequest(get: Path.returns(round))
        request.replyBytesMaximum = Limits.roundBytesMaximum
        if let tag, !tag.isEmpty { request.set("If-None-Match", to: tag) }
        let reply = try transport.send(request)
        if reply.status == 304, tag != nil { return nil }
        return (try decode(ReturnList.self, from: reply), reply.headers["etag"])
    }

    /// The published figures of a round; nil when they are as the tag says.
    func results(
        _ round: String, tag: String?
    ) throws(TransportFault) -> (results: PublishedResults, tag: String?)? {
        var request = TransportRequest(get: Path.results(round))
        request.replyBytesMaximum = Limits.roundBytesMaximum
        if let tag { request.set("If-None-Match", to: tag) }
        let reply = try transport.send(request)
        if reply.status == 304, tag != nil { return nil }
        let results = try decode(PublishedResults.self, from: reply)
        guard results.round == round else { throw HTTPTable.notOurs(reply, server: server) }
        return (results, reply.headers["etag"])
    }

    /// Asks what the server has of responses of a round; the answer is read elsewhere.
    /// - Returns: the answer and the bytes of the question.
    func compare(
        _ entries: [SpoolEntry], of round: String
    ) throws(TransportFault) -> (reply: TransportReply, bytes: Int) {
        var body: [UInt8] = []
        for entry in entries {
            let question = ReconcileQuestion(
                id: entry.id, revision: entry.revision, digest: entry.digest)
            body += (try? JSONFile.bytes(question)) ?? []
        }
        var request = TransportRequest(
            post: Path.reconcile(round), mediaType: MediaType.reconcile, body: body)
        request.set("Accept", to: MediaType.reconcile)
        request.replyBytesMaximum = Limits.messageBytesMaximum + entries.count * 4_096
        return (try transport.send(request), body.count)
    }

    /// Asks for the next certificate.
    func renew(_ renewal: RenewalRequest) throws(TransportFault) -> EnrollmentReply {
        let body = (try? JSONFile.bytes(renewal)) ?? []
        let request = TransportRequest(post: Path.renewal, mediaType: MediaType.json, body: body)
        return try decode(EnrollmentReply.self, from: transport.send(request))
    }

    /// Tells the server how this agent is.
    func report(_ report: AgentReport) throws(TransportFault) {
        let body = (try? JSONFile.bytes(report)) ?? []
        let reply = try transport.send(
            TransportRequest(post: Path.report, mediaType: MediaType.json, body: body))
        guard reply.status == 204 else { throw HTTPTable.fault(for: reply, server: server) }
    }

    private func decode<Message: Decodable>(
        _ type: Message.Type, from reply: TransportReply
    ) throws(TransportFault) -> Message {
        guard reply.status == 200 else { throw HTTPTable.fault(for: reply, server: server) }
        guard reply.mediaType == MediaType.json,
            let message = try? JSONDecoder().decode(type, from: Data(reply.body))
        else { throw HTTPTable.notOurs(reply, server: server) }
        return message
    }
}

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

import FoundationEssentials
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What every transport promises", .serialized)
struct TransportContractTests {
    private static let responses = Path.responses("2026")

    private func batch(
        _ count: Int, _ coding: ContentCoding = .gzip
    ) throws -> (request: TransportRequest, lines: [[UInt8]]) {
        let disk = MemoryDisk()
        let spool = Fixture.spool(disk)
        let responses = try Fixture.responses(count, device: Fixture.device())
        let entries = try spool.seal(responses, round: "2026")
        let body = try BatchBody(entries, from: spool, bytesMaximum: Limits.bodyBytesMaximum)
        return (body.request(round: "2026", coding: coding), responses.map(\.bytes))
    }

    @Test(
        "An answer comes with its status, its media type and its bytes",
        arguments: TransportKind.allCases)
    func answer(kind: TransportKind) throws {
        try kind.withTransport { transport, server in
            let reply = try transport.send(TransportRequest(get: Path.hello))
            #expect(reply.status == 200)
            #expect(reply.mediaType == MediaType.json)
            #expect(try JSONDecoder().decode(Hello.self, from: Data(reply.body)) == server.hello)
            #expect(reply.seconds >= 0)
        }
    }

    @Test("Any status is an answer, and not a fault", arguments: TransportKind.allCases)
    func statuses(kind: TransportKind) throws {
        try kind.withTransport { transport, server in
            #expect(try transport.send(TransportRequest(get: "/nowhere")).status == 404)
            for status in [302, 401, 407, 413, 500, 503] {
                server.otherMishap = .status(status, retryAfter: 30)
                let reply = try transport.send(TransportRequest(get: Path.hello))
                #expect(reply.status == status)
                #expect(reply.retryAfterSeconds == 30)
                #expect(reply.body.isEmpty)
            }
        }
    }

    @Test(
        "A body arrives byte for byte, with the fields that describe it",
        arguments: TransportKind.allCases, [(1, ContentCoding.gzip), (40, .gzip), (40, .zstd)])
    func body(kind: TransportKind, sent: (count: Int, coding: ContentCoding)) throws {
        let count = sent.count
        let (request, lines) = try batch(count, sent.coding)
        try kind.withTransport { transport, server in
            let reply = try transport.send(request)
            #expect(reply.mediaType == MediaType.verdicts)
            #expect(reply.body.split(separator: 0x0A).count == count)
            #expect(Set(server.stored.values) == Set(lines))
        }
    }

    @Test(
        "An answer may have no body, and its fields are found in lowercase",
        arguments: TransportKind.allCases)
    func withoutBody(kind: TransportKind) throws {
        try kind.withTransport { transport, server in
            var request = TransportRequest(get: Path.returns("2026"))
            let tag = try #require(try transport.send(request).headers["etag"])
            request.set("If-None-Match", to: tag)
            let reply = try transport.send(request)
            #expect(reply.status == 304)
            #expect(reply.body.isEmpty)
            let questions = ServerQuestions(transport: transport, server: "here")
            try questions.report(
                AgentReport(
                    agent: "test/1", time: "2026-03-01T09:30:00Z", rounds: [],
                    freeBytes: nil))
            #expect(server.reports.count == 1)
        }
    }

    @Test(
        "A request that nobody answers is a fault that passes, and the next one goes through",
        arguments: TransportKind.allCases)
    func lost(kind: TransportKind) throws {
        let (request, _) = try batch(1)
        try kind.withTransport { transport, server in
            _ = try transport.send(TransportRequest(get: Path.hello))
            // More than one: a transport may make a request again that was lost with a connection.
            server.mishaps = Array(repeating: .lost, count: 9)
            let fault = #expect(throws: TransportFault.self) { try transport.send(request) }
            #expect(fault?.disposition == .retry)
            #expect(fault?.kind == .unreachable)
            #expect(server.stored.isEmpty)
            server.mishaps = []
            #expect(try transport.send(request).status == 200)
        }
    }

    @Test(
        "An answer that is lost is the same fault, though the request was heard",
        arguments: TransportKind.allCases)
    func answerLost(kind: TransportKind) throws {
        let (request, lines) = try batch(2)
        try kind.withTransport { transport, server in
            server.mishaps = Array(repeating: .answerLost, count: 9)
            let fault = #expect(throws: TransportFault.self) { try transport.send(request) }
            #expect(fault?.disposition == .retry)
            #expect(fault?.kind == .unreachable)
            #expect(Set(server.stored.values) == Set(lines))
        }
    }

    @Test(
        "An answer that is longer than allowed is a fault, and one of just the length is not",
        arguments: TransportKind.allCases)
    func length(kind: TransportKind) throws {
        try kind.withTransport { transport, _ in
            var request = TransportRequest(get: Path.hello)
            let count = try transport.send(request).body.count
            request.replyBytesMaximum = count
            #expect(try transport.send(request).body.count == count)
            request.replyBytesMaximum = count - 1
            let fault = #expect(throws: TransportFault.self) { try transport.send(request) }
            #expect(fault?.code == "answer-too-long")
            #expect(fault?.disposition == .retry)
            request.replyBytesMaximum = count
            #expect(try transport.send(request).body.count == count)
        }
    }

    @Test(
        "Hundreds of requests, one after the other, each get their own answer",
        arguments: TransportKind.allCases)
    func sequence(kind: TransportKind) throws {
        try kind.withTransport { transport, server in
            for number in 0..<300 {
                server.hello = Hello(
                    server: "server-\(number)", epoch: number, group: "", time: "")
                let reply = try transport.send(TransportRequest(get: Path.hello))
                let hello = try JSONDecoder().decode(Hello.self, from: Data(reply.body))
                #expect(hello.epoch == number)
            }
            #expect(server.paths == Array(repeating: Path.hello, count: 300))
        }
    }
}

import CoreMetrics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SurveyProtocol

/// The addresses that agents use; what they mean is in protocol/README.md.
struct AgentRoutes: Sendable {
    let aggregator: Aggregator
    let callers: Callers
    let open: OpenData

    /// Adds the routes to a router.
    func add(to router: Router<AgentContext>) {
        router.get("/v1/hello") { _, _ in try hello() }
        router.get("/v1/authority") { _, _ in authority() }
        router.post("/v1/enrollment") { request, context in
            try await callers.countEnrollment(context)
            return try await enroll(request)
        }
        router.get("/v1/rounds") { request, context in try await rounds(request, context) }
        router.get("/v1/rounds/:id") { request, context in try await round(request, context) }
        router.get("/v1/rounds/:id/questionnaire") { request, context in
            try await questionnaire(request, context)
        }
        router.post("/v1/rounds/:id/responses") { request, context in
            try await responses(request, context)
        }
        addSync(to: router)
    }

    /// Answers every other method of an address with what it takes.
    func addMethodGuards(to router: Router<AgentContext>) {
        let addresses: [(path: RouterPath, takes: [HTTPRequest.Method])] = [
            ("/v1/hello", [.get]), ("/v1/authority", [.get]), ("/v1/enrollment", [.post]),
            ("/v1/rounds", [.get]), ("/v1/rounds/:id", [.get]),
            ("/v1/rounds/:id/questionnaire", [.get]), ("/v1/rounds/:id/responses", [.post]),
            ("/v1/rounds/:id/reconcile", [.post]), ("/v1/rounds/:id/returns", [.get]),
            ("/v1/rounds/:id/results", [.get]),
            ("/v1/renewal", [.post]), ("/v1/report", [.post]),
        ]
        let methods: [HTTPRequest.Method] = [
            .get, .head, .post, .put, .patch, .delete, .options, .trace,
        ]
        for address in addresses {
            for method in methods where !address.takes.contains(method) {
                router.on(address.path, method: method) { _, _ -> Response in
                    throw Refusal.method("the address", takes: address.takes)
                }
            }
        }
    }

    private func hello() throws -> Response {
        try Self.json(
            Hello(
                server: aggregator.settings.server, epoch: aggregator.epoch,
                group: aggregator.settings.group, time: Timestamp.now().text,
                oldestAgent: aggregator.settings.oldestAccepted
            ).taking(RequestContent.codings))
    }

    private func authority() -> Response {
        Self.response(
            Array(aggregator.authority.certificatePEM.utf8), type: MediaType.certificate)
    }

    private func enroll(_ request: Request) async throws -> Response {
        let message = try await RequestContent.message(request, as: EnrollmentRequest.self)
        return try Self.json(try aggregator.enroll(message))
    }

    private func rounds(_ request: Request, _ context: AgentContext) async throws -> Response {
        let agent = try await callers.agent(request, context)
        try aggregator.store.touch(
            agent: agent.key, program: Self.program(request), at: .now())
        let list = RoundList(rounds: try aggregator.rounds.rounds(of: agent.organization))
        return try Self.cacheable(Self.encode(list), request)
    }

    private func round(_ request: Request, _ context: AgentContext) async throws -> Response {
        let (entry, organization, own) = try await ownRound(request, context)
        let summary = entry.summary(of: organization, own)
        return try Self.cacheable(Self.encode(summary), request)
    }

    private func questionnaire(
        _ request: Request, _ context: AgentContext
    ) async throws -> Response {
        let entry = try await ownRound(request, context).0
        return Self.cacheable(entry.questionnaire, request)
    }

    private func responses(_ request: Request, _ context: AgentContext) async throws -> Response {
        let agent = try await callers.agent(request, context)
        let lines = try await SentLines(request, type: MediaType.responses)
        let sender = try aggregator.sender(
            agent, round: context.parameters.get("id") ?? "", at: .now())
        let (lanes, ingest) = (aggregator.lanes, aggregator.ingest)
        let batch = try await lines.read(in: lanes, of: agent.key) { body in
            let threads = lanes.threads(whileStoring: ingest.isStoring)
            return try BatchReader.read(body, from: sender, threads: threads)
        }
        let outcomes = try await ingest.store(batch)
        Self.count(outcomes)
        return Self.response(verdicts(batch, outcomes), type: MediaType.verdicts)
    }

    private static func count(_ outcomes: [StoredOutcome]) {
        var counts: [Verdict: Int] = [:]
        for outcome in outcomes { counts[outcome.verdict, default: 0] += 1 }
        for (verdict, count) in counts {
            Counter(
                label: "survey_responses_total", dimensions: [("verdict", verdict.rawValue)]
            ).increment(by: count)
        }
    }

    private func verdicts(_ batch: Batch, _ outcomes: [StoredOutcome]) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(batch.lines.count * 320)
        var maker = aggregator.verdictMaker
        for (line, outcome) in zip(batch.lines, outcomes) {
            maker.line(line, outcome).append(to: &body)
        }
        return body
    }

    private func ownRound(
        _ request: Request, _ context: AgentContext
    ) async throws -> (RoundDirectory.Entry, String, own: RoundDirectory.Entry.Member) {
        let agent = try await callers.agent(request, context)
        let id = context.parameters.get("id") ?? ""
        let entry = try aggregator.rounds.entry(id)
        guard entry.round.state != .draft, let own = entry.organizations[agent.organization] else {
            throw Problem(.roundUnknown, "round `\(id.prefix(64))`")
        }
        return (entry, agent.organization, own)
    }
}

extension AgentRoutes {
    private static func program(_ request: Request) -> String? {
        guard let text = request.headers[.userAgent] else { return nil }
        let isPrintable = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        return isPrintable && text.utf8.count <= Limits.agentBytesMaximum ? text : nil
    }

    static func encode(_ message: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(message))
    }

    static func json(_ message: some Encodable) throws -> Response {
        response(try encode(message), type: MediaType.json)
    }

    static func response(_ body: [UInt8], type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// JSON with an entity tag, or 304 when the agent has the same already.
    static func cacheable(_ body: [UInt8], _ request: Request) -> Response {
        let tag = "\"\(Digest.sha256(of: body))\""
        let headers: HTTPFields = [
            .contentType: MediaType.json, .eTag: tag, .cacheControl: "private, no-cache",
        ]
        if EntityTag.isKnown(tag, to: request) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

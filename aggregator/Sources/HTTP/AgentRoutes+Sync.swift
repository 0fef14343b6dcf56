import Foundation
import Hummingbird
import SurveyProtocol

/// What keeps agents and centre in step beside the responses themselves.
extension AgentRoutes {
    /// Adds the routes to a router.
    func addSync(to router: Router<AgentContext>) {
        router.post("/v1/rounds/:id/reconcile") { request, context in
            try await reconcile(request, context)
        }
        router.get("/v1/rounds/:id/returns") { request, context in
            try await returns(request, context)
        }
        router.get("/v1/rounds/:id/results") { request, context in
            try await results(request, context)
        }
        router.post("/v1/renewal") { request, context in try await renew(request, context) }
        router.post("/v1/report") { request, context in try await report(request, context) }
    }

    private func reconcile(_ request: Request, _ context: AgentContext) async throws -> Response {
        let agent = try await callers.agent(request, context)
        let lines = try await SentLines(request, type: MediaType.reconcile)
        let round = try knownRound(context)
        let answer = try await lines.read(in: aggregator.lanes, of: agent.key) { body in
            try answers(to: Self.questions(body), round: round.key, of: agent.organization)
        }
        return Self.response(answer, type: MediaType.reconcile)
    }

    /// What the centre has of responses, a line each.
    private func answers(
        to questions: [ReconcileQuestion], round: Int64, of organization: String
    ) throws -> [UInt8] {
        let held = try aggregator.reader.held(
            questions, round: round, organization: organization)
        var answer: [UInt8] = []
        answer.reserveCapacity(questions.count * 320)
        var maker = aggregator.verdictMaker
        for (question, held) in zip(questions, held) {
            let proof = held.sequence.flatMap { sequence in
                held.received.map { maker.receipt(sequence, $0) }
            }
            answer += try Self.encode(
                ReconcileAnswer(
                    to: question, state: held.state, receipt: proof, problem: held.problem))
            answer.append(0x0A)
        }
        return answer
    }

    private func returns(_ request: Request, _ context: AgentContext) async throws -> Response {
        let agent = try await callers.agent(request, context)
        let round = try knownRound(context)
        let list = ReturnList(
            returns: try aggregator.reader.returns(
                round: round.key, organization: agent.organization))
        return try Self.cacheable(Self.encode(list), request)
    }

    /// The published figures of the group: made once for all agents.
    private func results(_ request: Request, _ context: AgentContext) async throws -> Response {
        _ = try await callers.agent(request, context)
        let round = try knownRound(context)
        guard round.isReleased else {
            let none = PublishedResults(round: round.id, published: nil)
            return try Self.cacheable(Self.encode(none), request)
        }
        let id = round.id
        let document = try await open.document("agents \(id)") { data in
            try Self.encode(data.groupFigures(round: id))
        }
        return Self.cacheable(document.bytes, request)
    }

    private func renew(_ request: Request, _ context: AgentContext) async throws -> Response {
        let agent = try await callers.agent(request, context)
        let message = try await RequestContent.message(request, as: RenewalRequest.self)
        return try Self.json(try aggregator.renew(agent, message))
    }

    private func report(_ request: Request, _ context: AgentContext) async throws -> Response {
        let agent = try await callers.agent(request, context)
        let message = try await RequestContent.message(request, as: AgentReport.self)
        try aggregator.keep(message, of: agent)
        return Response(status: .noContent)
    }

    /// The round of the address, on whoever's roster: what an organization once sent stays its own.
    private func knownRound(_ context: AgentContext) throws -> StoredRound {
        let id = context.parameters.get("id") ?? ""
        let round = try aggregator.rounds.entry(id).round
        guard round.state != .draft else {
            throw Problem(.roundUnknown, "round `\(id.prefix(64))`")
        }
        return round
    }

    /// The questions of a body, one a line.
    static func questions(_ body: [UInt8]) throws(Problem) -> [ReconcileQuestion] {
        let lines = body.split(separator: 0x0A).filter { $0 != [0x0D] }
        guard lines.count <= Limits.reconcileLinesMaximum else {
            throw Problem(.batchTooLarge, "more than \(Limits.reconcileLinesMaximum) lines")
        }
        let decoder = JSONDecoder()
        var questions: [ReconcileQuestion] = []
        questions.reserveCapacity(lines.count)
        for (number, line) in lines.enumerated() {
            guard let question = try? decoder.decode(ReconcileQuestion.self, from: Data(line)),
                (1...Limits.revisionMaximum).contains(question.revision)
            else { throw Problem(.requestMalformed, "line \(number + 1) is not a question") }
            questions.append(question)
        }
        return questions
    }
}

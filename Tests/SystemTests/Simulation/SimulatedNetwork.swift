import SurveyProtocol

@testable import AgentTesting
@testable import SurveyAgent

/// The network of a simulation: drops, cuts, doubles, delays and reorders, and lies.
final class SimulatedNetwork {
    let centre: SimulatedCentre
    private let random: SeededRandom
    /// Counts what happened, to know that the simulation reaches it.
    var tally: Tally?
    /// Of a hundred requests, how many meet with a mishap.
    var mishapsPerHundred = 0
    /// Requests that are still under way although their senders gave up on them.
    private var delayed: [SimulatedCentre.Request] = []
    /// Requests that something on the way may repeat at any time.
    private var past: [SimulatedCentre.Request] = []
    /// Answers of the present epoch that something on the way may give to another request.
    private var answered: [(request: SimulatedCentre.Request, reply: SimulatedCentre.Reply)] = []

    init(centre: SimulatedCentre, random: SeededRandom) {
        self.centre = centre
        self.random = random
    }

    /// Delivers some of what is under way, in any order, and repeats some of what has been.
    func deliverLate() {
        while !delayed.isEmpty, random.below(3) > 0 {
            _ = centre.answer(delayed.remove(at: random.below(delayed.count)))
        }
        if !past.isEmpty, random.below(4) == 0 {
            _ = centre.answer(past[random.below(past.count)])
        }
    }

    /// Carries a request there and its answer back.
    func carry(
        _ request: SimulatedCentre.Request
    ) throws(TransportFault) -> TransportReply {
        if request.body != nil, past.count < 12 { past.append(request) }
        guard random.below(100) < mishapsPerHundred else {
            let reply = centre.answer(request)
            if request.body != nil { answered.append((request, reply)) }
            return Self.reply(reply)
        }
        let mishap = random.below(13)
        tally?.count("mishap \(mishap)")
        switch mishap {
        case 0: throw Self.fault(7)
        case 1:
            delayed.append(request)
            throw Self.fault(28)
        case 2:
            _ = centre.answer(request)
            throw Self.fault([18, 52, 56][random.below(3)])
        case 3:
            // Something on the way alters the body and passes it on as whole.
            return Self.reply(centre.answer(altered(request)))
        case 4:
            var reply = Self.reply(centre.answer(request))
            reply.body = Array(reply.body.prefix(random.below(reply.body.count + 1)))
            return reply
        case 5:
            _ = centre.answer(request)
            return Self.reply(centre.answer(request))
        case 6:
            var reply = Self.reply(centre.answer(request))
            if !reply.body.isEmpty { reply.body[random.below(reply.body.count)] ^= 0x11 }
            return reply
        case 7:
            var reply = Self.reply(centre.answer(request))
            reply.body = Array(
                reply.body.split(separator: 0x0A).reversed().joined(separator: [0x0A]))
            return reply
        case 8: return portal(request)
        case 9:
            _ = centre.answer(request)
            return portal(request)
        case 10: return Self.reply(crossed(request))
        case 11: return TransportReply(status: [407, 502, 504, 511, 302][random.below(5)])
        default: return TransportReply(status: 503, headers: ["retry-after": "7"])
        }
    }

    /// What was answered so far is of an epoch before.
    func forgetAnswers() { answered = [] }

    /// The answer to another request for the same address, from a proxy that mixes up connections.
    private func crossed(_ request: SimulatedCentre.Request) -> SimulatedCentre.Reply {
        let reply = centre.answer(request)
        let others = answered.filter {
            $0.request.path == request.path && $0.request.body != request.body
        }
        return others.isEmpty ? reply : others[random.below(others.count)].reply
    }

    /// The request cut at any byte, sometimes without the digest that would give it away.
    private func altered(_ request: SimulatedCentre.Request) -> SimulatedCentre.Request {
        guard let body = request.body else { return request }
        var fields = request.fields
        if random.below(2) == 0 { fields["content-digest"] = nil }
        return SimulatedCentre.Request(
            agent: request.agent, path: request.path, fields: fields,
            body: Array(body.prefix(random.below(body.count + 1))))
    }

    /// A sign-in page that answers everything with "OK", sometimes in the expected media type.
    private func portal(_ request: SimulatedCentre.Request) -> TransportReply {
        let types = ["text/html", MediaType.json, MediaType.verdicts, MediaType.reconcile]
        return TransportReply(
            status: 200, body: Array("<html>Welcome</html>".utf8),
            headers: ["content-type": types[random.below(types.count)]])
    }

    private static func reply(_ reply: SimulatedCentre.Reply) -> TransportReply {
        TransportReply(
            status: reply.status, body: reply.body, headers: reply.fields, seconds: 0.02)
    }

    private static func fault(_ result: Int) -> TransportFault {
        CurlTable.fault(result: result, text: "simulated", server: "localhost:8443")
    }
}

/// One agent's way through the network.
struct SimulatedLink: Transport {
    let network: SimulatedNetwork
    let agent: String
    /// A defect that the agent is to have.
    var defect: PlantedDefect?

    func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
        var fields: [String: String] = [:]
        for field in request.fields { fields[field.name.lowercased()] = field.value }
        let reply = try network.carry(
            SimulatedCentre.Request(
                agent: agent, path: request.path, fields: fields, body: request.body))
        let read = defect.map { DefectiveReading.apply($0, reply, to: request) } ?? reply
        return try read.within(request)
    }
}

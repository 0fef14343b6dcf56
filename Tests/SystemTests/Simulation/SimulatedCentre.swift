import Crypto
import Foundation
import SurveyProtocol

@testable import SurveyAggregator

/// The aggregator of a simulation: the real reading and deciding over a store in memory.
final class SimulatedCentre {
    /// A request as it arrives.
    struct Request {
        let agent: String
        let path: String
        let fields: [String: String]
        let body: [UInt8]?
    }

    /// An answer as it leaves.
    struct Reply {
        var status = 200
        var body: [UInt8] = []
        var fields: [String: String] = [:]
    }

    var store = SimulatedStore()
    /// The agents that were ever enrolled, with their organizations.
    private(set) var agents: [String: String] = [:]
    private var revoked: Set<String> = []
    /// A defect that it is to have.
    var defect: PlantedDefect?
    /// Whether the round is closed.
    var isClosed = false
    /// How the bodies that it takes may be compressed.
    var codings = ContentCoding.allCases
    /// The version of the questionnaire.
    var version = 0
    var milliseconds: Int64 = 1_772_359_800_000
    private var epochMaximum = 1
    /// Whether its store was ever set back to a backup.
    private(set) var wasRestored = false
    private let index = AnswerIndex(
        items: SimulatedSurvey.items.map { .init(id: $0, codes: SimulatedSurvey.codes) },
        background: [])

    /// Lets a new agent of an organization in, and its earlier ones no more.
    func enroll(_ organization: String) -> String {
        for (agent, own) in agents where own == organization { revoked.insert(agent) }
        let agent = "agent-\(agents.count + 1)"
        agents[agent] = organization
        return agent
    }

    func isRevoked(_ agent: String) -> Bool { revoked.contains(agent) }

    /// The store becomes that of a backup; the epoch is higher than any before.
    func restore(_ backup: SimulatedStore) {
        wasRestored = true
        epochMaximum += 1
        store = backup
        store.epoch = epochMaximum
    }

    /// Answers a request; what it stores is durable when this returns.
    func answer(_ request: Request) -> Reply {
        milliseconds += 20
        let round = SimulatedSurvey.round
        if request.path == Path.hello { return hello() }
        guard let organization = agents[request.agent] else {
            return Self.problem(Problem(.certificateUnknown, ""))
        }
        guard !revoked.contains(request.agent) else {
            return Self.problem(Problem(.agentRevoked, ""))
        }
        switch request.path {
        case Path.rounds: return rounds(request)
        case Path.questionnaire(round):
            return Reply(
                body: SimulatedSurvey.versions[version].bytes,
                fields: ["content-type": MediaType.json])
        case Path.responses(round): return responses(request, organization)
        case Path.reconcile(round): return compare(request)
        case Path.returns(round): return returns(request, organization)
        case Path.report: return Reply(status: 204)
        default: return Self.problem(Problem(.notFound, ""))
        }
    }

    private func hello() -> Reply {
        Self.json(
            Hello(
                server: "server-1", epoch: store.epoch, group: "Group",
                time: "2026-03-01T09:30:00Z"
            ).taking(codings))
    }

    /// A body as it was before it was compressed, in one of the ways that are taken.
    private func decoded(_ body: [UInt8], _ name: String) throws(Problem) -> [UInt8] {
        guard let coding = ContentCoding(rawValue: name), codings.contains(coding) else {
            throw Problem(.encodingUnsupported, "")
        }
        return try SentLines.decoded(body, coding)
    }

    private func rounds(_ request: Request) -> Reply {
        let summary = RoundSummary(
            id: SimulatedSurvey.round, state: isClosed ? .closed : .open, mode: .respondents,
            dates: (nil, nil), questionnaire: SimulatedSurvey.versions[version].digest)
        return Self.tagged(Self.json(RoundList(rounds: [summary])), request)
    }

    private func returns(_ request: Request, _ organization: String) -> Reply {
        let list = ReturnList(returns: store.openReturns(of: Self.key(organization)))
        return Self.tagged(Self.json(list), request)
    }

    private func responses(_ request: Request, _ organization: String) -> Reply {
        var body = request.body ?? []
        let digest = Data(SHA256.hash(data: body)).base64EncodedString()
        guard request.fields["content-digest"] ?? "sha-256=:\(digest):" == "sha-256=:\(digest):"
        else {
            return Self.problem(Problem(.digestMismatch, ""))
        }
        do {
            if let coding = request.fields["content-encoding"] {
                body = try decoded(body, coding)
            }
            var reader = BatchReader(sender: sender(organization, isLate: isClosed))
            let batch = try reader.read(body)
            let verdicts = lines(batch, try file(batch))
            var body: [UInt8] = []
            for verdict in verdicts { verdict.append(to: &body) }
            return Reply(body: body, fields: ["content-type": MediaType.verdicts])
        } catch let problem as Problem {
            return Self.problem(problem)
        } catch {
            return Reply(status: 500)
        }
    }

    /// A person decides about one of the quarantined responses.
    func decide(about number: Int, accepts: Bool) {
        let row = store.kept[number]
        guard accepts else { return store.reject(row) }
        let organization = SimulatedSurvey.organizations.first {
            row.bytes.firstRange(of: Array("\"organization\":\"\($0)\"".utf8)) != nil
        }
        var reader = BatchReader(sender: sender(organization ?? "", isLate: false), isDecided: true)
        guard let batch = try? reader.read(row.bytes + [0x0A]) else { return }
        store.accept(row, batch, at: Timestamp(milliseconds: milliseconds))
    }

    /// Who sends a batch.
    func sender(_ organization: String, isLate: Bool) -> BatchSender {
        let digest = SimulatedSurvey.versions[version].digest
        let round = StoredRound(
            key: 1, id: SimulatedSurvey.round, state: isClosed ? .closed : .open,
            mode: .respondents, opens: nil, closes: nil, questionnaire: digest, roster: digest,
            minimumRespondents: 5, minimumOrganizations: 3, late: .quarantine, rosterVersion: 1)
        return BatchSender(
            round: round, organization: (organization, Self.key(organization)), agent: 1,
            index: index, admission: isLate ? .late : .open)
    }

    /// The verdicts on a batch.
    func lines(_ batch: Batch, _ outcomes: [StoredOutcome]) -> [VerdictLine] {
        zip(batch.lines, outcomes).map { line, outcome in
            VerdictLine(
                of: (line.id, line.revision > 0 ? line.revision : nil), digest: line.digest,
                verdict: outcome.verdict, receipt: outcome.sequence.map { receipt(Int($0)) },
                problem: outcome.problem)
        }
    }

    private func compare(_ request: Request) -> Reply {
        var body: [UInt8] = []
        let decoder = JSONDecoder()
        for line in (request.body ?? []).split(separator: 0x0A) {
            guard let question = try? decoder.decode(ReconcileQuestion.self, from: Data(line))
            else { return Self.problem(Problem(.requestMalformed, "")) }
            let (state, problem) = store.held(question)
            let answer = ReconcileAnswer(
                to: question, state: state, receipt: state == .missing ? nil : receipt(1),
                problem: problem)
            body += Self.json(answer).body + [0x0A]
        }
        return Reply(body: body, fields: ["content-type": MediaType.reconcile])
    }

    private func receipt(_ sequence: Int) -> Receipt {
        Receipt(
            server: "server-1", epoch: store.epoch, sequence: sequence,
            receivedAt: "2026-03-01T09:30:00Z")
    }
}

extension SimulatedCentre {
    /// The key of an organization on the roster.
    static func key(_ organization: String) -> Int64 {
        Int64(SimulatedSurvey.organizations.firstIndex(of: organization) ?? -1)
    }

    static func digest(_ bytes: [UInt8]) -> SurveyProtocol.Digest {
        SurveyProtocol.Digest.sha256(of: bytes.span)
    }

    private static func json(_ message: some Encodable) -> Reply {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Reply(
            body: (try? encoder.encode(message)).map { Array($0) } ?? [],
            fields: ["content-type": MediaType.json])
    }

    private static func tagged(_ reply: Reply, _ request: Request) -> Reply {
        let tag = "\"\(digest(reply.body))\""
        if request.fields["if-none-match"] == tag { return Reply(status: 304) }
        var reply = reply
        reply.fields["etag"] = tag
        return reply
    }

    private static func problem(_ problem: Problem) -> Reply {
        var body: [UInt8] = []
        problem.appendJSON(to: &body)
        return Reply(
            status: problem.code.status, body: body,
            fields: ["content-type": MediaType.problem])
    }
}

import Foundation
import SurveyProtocol

@testable import SurveyAgent
@testable import SurveyAggregator

/// Changes an answer before the agent reads it, so that it acts like an agent with a defect.
enum DefectiveReading {
    /// The answer as the defect lets it be understood.
    static func apply(
        _ defect: PlantedDefect, _ reply: TransportReply, to request: TransportRequest
    ) -> TransportReply {
        let round = SimulatedSurvey.round
        switch (defect, request.path) {
        case (.ignoresEcho, Path.responses(round)):
            return repeatedEcho(reply, request, MediaType.verdicts)
        case (.ignoresComparedEcho, Path.reconcile(round)):
            return repeatedEcho(reply, request, MediaType.reconcile)
        case (.believesStatus, Path.responses(round)): return acknowledged(reply, request)
        case (.ignoresEpoch, Path.hello): return firstEpoch(reply)
        default: return reply
        }
    }

    /// Every line echoes what was asked at its place.
    private static func repeatedEcho(
        _ reply: TransportReply, _ request: TransportRequest, _ type: String
    ) -> TransportReply {
        guard reply.status == 200, reply.mediaType == type else { return reply }
        var reply = reply
        var body: [UInt8] = []
        for (line, echo) in zip(reply.body.split(separator: 0x0A), echoes(of: request)) {
            let object = try? JSONSerialization.jsonObject(with: Data(line))
            guard let members = object as? [String: Any] else { continue }
            let merged = members.merging(echo) { $1 }
            let bytes = try? JSONSerialization.data(withJSONObject: merged)
            body += (bytes.map { Array($0) } ?? []) + [0x0A]
        }
        reply.body = body
        return reply
    }

    /// Any answer with status 200 is a verdict on everything that was sent.
    private static func acknowledged(
        _ reply: TransportReply, _ request: TransportRequest
    ) -> TransportReply {
        guard reply.status == 200, reply.mediaType != MediaType.verdicts else { return reply }
        var body: [UInt8] = []
        for echo in echoes(of: request) {
            let receipt: [String: Any] = [
                "server": "server-1", "epoch": 1, "sequence": 1,
                "receivedAt": "2026-03-01T09:30:00Z",
            ]
            let line = echo.merging(["verdict": "accepted", "receipt": receipt]) { $1 }
            let bytes = try? JSONSerialization.data(withJSONObject: line)
            body += (bytes.map { Array($0) } ?? []) + [0x0A]
        }
        return TransportReply(
            status: 200, body: body, headers: ["content-type": MediaType.verdicts])
    }

    /// A server that is always in its first epoch.
    private static func firstEpoch(_ reply: TransportReply) -> TransportReply {
        guard let hello = try? JSONDecoder().decode(Hello.self, from: Data(reply.body)) else {
            return reply
        }
        var reply = reply
        let first = Hello(server: hello.server, epoch: 1, group: hello.group, time: hello.time)
        reply.body = (try? JSONFile.bytes(first)) ?? reply.body
        return reply
    }

    /// Id, revision and digest of each line of a request.
    private static func echoes(of request: TransportRequest) -> [[String: Any]] {
        var body = request.body ?? []
        if let coding = request.value(of: "Content-Encoding").flatMap(ContentCoding.init) {
            body = (try? SentLines.decoded(body, coding)) ?? []
        }
        return body.split(separator: 0x0A).compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line))
            guard let members = object as? [String: Any], let id = members["id"],
                let revision = members["revision"]
            else { return nil }
            let digest =
                members["digest"] ?? "\(SimulatedCentre.digest(Array(line)))" as Any
            return ["id": id, "revision": revision, "digest": digest]
        }
    }
}

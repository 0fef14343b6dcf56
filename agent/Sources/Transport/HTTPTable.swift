import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What an answer that is not the expected one means for the sync.
enum HTTPTable {
    /// Statuses after which the same request may succeed later.
    static let retried: Set<Int> = [408, 425, 429, 500, 502, 503, 504]
    /// Statuses that only a person can change.
    static let stopped: Set<Int> = [400, 401, 403, 404, 409, 413, 415, 422]

    /// The fault for an answer that is not the expected one.
    static func fault(for reply: TransportReply, server: String) -> TransportFault {
        var fault = problemFault(reply) ?? statusFault(reply, server: server)
        fault.retryAfterSeconds = reply.retryAfterSeconds
        return fault
    }

    /// The fault for an answer that only looks like the expected one.
    static func notOurs(_ reply: TransportReply, server: String) -> TransportFault {
        TransportFault(
            "captive-portal", .retry, .captivePortal,
            reason: "something other than the server answered for \(server)"
                + " (HTTP \(reply.status), \(shown(reply.mediaType)))",
            hint: "a sign-in page or proxy is in between: sign in to the network, then sync")
    }

    /// Our own problem document, when the answer is one.
    private static func problemFault(_ reply: TransportReply) -> TransportFault? {
        guard reply.mediaType == MediaType.problem,
            let problem = try? JSONDecoder().decode(ReportedProblem.self, from: Data(reply.body))
        else { return nil }
        let known = ProblemCode(rawValue: problem.code)
        let fallback: TransportFault.Disposition = retried.contains(reply.status) ? .retry : .stop
        let disposition: TransportFault.Disposition =
            switch known?.disposition {
            case .retry: .retry
            case .refuse: .refuse
            case .stop, .quarantine: .stop
            case nil: fallback
            }
        let kind: TransportFault.Kind =
            switch reply.status {
            case 401, 403: .notPermitted
            case _ where disposition == .retry: .busy
            default: .failed
            }
        let detail = problem.detail.isEmpty ? "" : " (\(problem.detail))"
        return TransportFault(
            problem.code, disposition, kind,
            reason: "the server answered: \(problem.title)"
                + detail, hint: problem.hint)
    }

    private static func statusFault(_ reply: TransportReply, server: String) -> TransportFault {
        switch reply.status {
        case 200..<400, 511: notOurs(reply, server: server)
        case 407:
            TransportFault(
                "http-407", .retry, .unreachable,
                reason: "the proxy on the way to \(server) asks for a sign-in (HTTP 407)",
                hint: "check `proxy` in agent.json or --proxy")
        case 401, 403:
            TransportFault(
                "http-\(reply.status)", .stop, .notPermitted,
                reason: "\(server) does not let this agent in (HTTP \(reply.status))",
                hint: "everything is kept here; ask the central team")
        case _ where retried.contains(reply.status):
            TransportFault(
                "http-\(reply.status)", .retry, .busy,
                reason: "\(server) cannot answer now (HTTP \(reply.status))",
                hint: "nothing is lost; it is tried again later")
        default:
            TransportFault(
                "http-\(reply.status)", .stop, .failed,
                reason: "\(server) did not take the request (HTTP \(reply.status))",
                hint: "check that agent and aggregator are of matching versions")
        }
    }

    /// A media type is text from outside: only short printable ones are shown.
    private static func shown(_ mediaType: String) -> String {
        let text = String(mediaType.prefix(60).filter { $0.isASCII && !$0.isWhitespace })
        return text.isEmpty ? "no media type" : text
    }
}

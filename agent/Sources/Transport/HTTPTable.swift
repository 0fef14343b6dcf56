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
            passing: "captive-portal", .captivePortal,
            reason: "something other than the server answered for \(server) (\(shown(reply)))",
            advice: "a sign-in page or proxy is in between: sign in to the network")
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

    /// What a status means that did not come with our own problem document: the server gives one
    /// with each refusal, so something else answered in its place.
    private static func statusFault(_ reply: TransportReply, server: String) -> TransportFault {
        let code = "http-\(reply.status)"
        switch reply.status {
        case 200..<400, 511: return notOurs(reply, server: server)
        case 407:
            return TransportFault(
                code, .retry, .unreachable,
                reason: "the proxy on the way to \(server) asks for a sign-in (HTTP 407)",
                hint: "check `proxy` in agent.json or --proxy, and the sign-in of the proxy")
        case 401, 403:
            return TransportFault(
                code, .stop, .captivePortal,
                reason: "something on the way to \(server), such as a proxy or firewall, does not"
                    + " let the request through (\(shown(reply))); it is not the centre's word",
                hint: "everything is kept here; ask your IT to let requests to \(server) through,"
                    + " and the central team if nothing of yours is in between")
        case _ where retried.contains(reply.status):
            return TransportFault(
                passing: code, .busy,
                reason: "something on the way to \(server), such as a proxy, cannot get its answer"
                    + " now (\(shown(reply)))",
                advice: "if it stays so, ask your IT, or the central team whether its service runs")
        default:
            return TransportFault(
                code, .stop, .failed,
                reason: "something on the way to \(server), such as a proxy or firewall, did not"
                    + " take the request (\(shown(reply))); it is not the centre's word",
                hint: "everything is kept here; ask your IT what lies between, and the central team"
                    + " what lies before its service")
        }
    }

    private static func shown(_ reply: TransportReply) -> String {
        "HTTP \(reply.status), \(shown(reply.mediaType))"
    }

    /// A media type is text from outside: only short printable ones are shown.
    private static func shown(_ mediaType: String) -> String {
        let text = String(mediaType.prefix(60).filter { $0.isASCII && !$0.isWhitespace })
        return text.isEmpty ? "no media type" : text
    }
}

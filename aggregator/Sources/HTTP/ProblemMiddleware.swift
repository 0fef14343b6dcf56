import CoreMetrics
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOSSL
import SurveyProtocol

/// Turns every error into a coded problem, and notes each request without its content.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = AgentContext

    /// Seconds that a sender is asked to wait when the server has too much to do.
    private static let retrySeconds = "2"

    @concurrent func handle(
        _ request: Request, context: AgentContext,
        next: @concurrent (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = Self.response(to: error, request, logger: context.logger)
        }
        note(request, context, response.status.code, ContinuousClock.now - start)
        return response
    }

    /// Notes a request by its route, never by what it holds.
    private func note(
        _ request: Request, _ context: AgentContext, _ status: Int, _ duration: Duration
    ) {
        let route = context.endpointPath ?? "none"
        let dimensions = [("method", request.method.rawValue), ("route", route)]
        Counter(
            label: "survey_http_requests_total",
            dimensions: dimensions + [("status", "\(status)")]
        ).increment()
        Timer(label: "survey_http_request_seconds", dimensions: [("route", route)])
            .recordNanoseconds(Int64(duration / .nanoseconds(1)))
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "route": "\(route)", "status": "\(status)",
                "milliseconds": "\(Int(duration / .milliseconds(1)))",
            ])
    }

    /// Whether an error only says that the other side has gone.
    private static func isDeparture(_ error: any Error) -> Bool {
        error is NIOSSLError || error is ChannelError || error is IOError
            || error is CancellationError
    }

    private static func response(
        to error: any Error, _ request: Request, logger: Logger
    ) -> Response {
        let refusal = error as? Refusal
        let problem = refusal?.problem ?? problem(for: error)
        if isDeparture(error) {
            logger.info("the connection ended before the answer")
        } else if problem.code.status >= 500 {
            logger.error("failed", metadata: ["code": "\(problem.code)", "error": "\(error)"])
        }
        var body: [UInt8] = []
        problem.appendJSON(to: &body)
        var headers: HTTPFields = [.contentType: MediaType.problem]
        if problem.code.status == 429 || problem.code.status == 503 {
            headers[.retryAfter] = retrySeconds
        }
        for field in refusal?.headers ?? [:] { headers[field.name] = field.value }
        // An answer to HEAD has no body; over HTTP/2 one would break the stream.
        let content =
            request.method == .head
            ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        return Response(
            status: HTTPResponse.Status(code: problem.code.status), headers: headers,
            body: content)
    }

    private static func problem(for error: any Error) -> Problem {
        if let problem = error as? Problem { return problem }
        if error is AggregatorError {
            return Problem(.storageFailed, "nothing of the request was stored")
        }
        guard let error = error as? any HTTPResponseError else {
            return Problem(.internalFailure, "the request was not carried out")
        }
        return switch error.status {
        case .notFound: Problem(.notFound, "there is nothing at this address")
        case .methodNotAllowed: Problem(.methodNotAllowed, "the address takes another method")
        default: Problem(.requestMalformed, "the request cannot be read")
        }
    }
}

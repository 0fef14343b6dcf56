import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SurveyProtocol

/// What the administration answers with: JSON, files and coded problems, never kept by caches.
enum AdministrationAnswer {
    /// A value as JSON.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return bytes(Array(try encoder.encode(value)), type: MediaType.json, status: status)
    }

    /// Bytes of a type.
    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: headers(type: type),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Nothing more to say.
    static func nothing() -> Response {
        Response(status: .noContent, headers: headers(type: nil))
    }

    /// The headers of every answer.
    static func headers(type: String?) -> HTTPFields {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        headers[.contentType] = type
        if let name = HTTPField.Name("X-Content-Type-Options") { headers[name] = "nosniff" }
        return headers
    }

    /// An error as a coded problem (RFC 9457), with the same code, reason and hint that the
    /// commands print.
    static func problem(_ error: any Error, logger: Logger) -> Response {
        if let problem = error as? Problem { return response(to: problem) }
        guard let error = error as? AggregatorError else {
            if error is any HTTPResponseError {
                return response(to: Problem(.requestMalformed, "the request cannot be read"))
            }
            logger.error("failed", metadata: ["error": "\(type(of: error))"])
            return response(to: Problem(.internalFailure, "the request was not carried out"))
        }
        let status = error.code.status
        if status >= 500 {
            logger.error("failed", metadata: ["code": "\(error.code.rawValue)"])
        }
        // What is wrong inside names files of this computer; that is for the log of commands.
        let reason = status >= 500 ? "the aggregator could not do it" : error.reason
        let body = Body(
            type: "urn:maturity-survey:problem:\(error.code.rawValue)",
            title: title(of: error.code), status: status, detail: reason,
            code: error.code.rawValue, hint: error.hint)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let bytes = (try? encoder.encode(body)).map { Array($0) } ?? []
        var answer = Self.bytes(
            bytes, type: MediaType.problem, status: HTTPResponse.Status(code: status))
        if status == 429 || status == 503 { answer.headers[.retryAfter] = retrySeconds }
        if status == 401 { answer.headers[.wwwAuthenticate] = "Bearer" }
        return answer
    }

    private static let retrySeconds = "5"

    private struct Body: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let code: String
        let hint: String
    }

    private static func title(of code: AggregatorError.Code) -> String {
        let words = code.rawValue.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst() + "."
    }

    private static func response(to problem: Problem) -> Response {
        var body: [UInt8] = []
        problem.appendJSON(to: &body)
        var answer = bytes(
            body, type: MediaType.problem,
            status: HTTPResponse.Status(code: problem.code.status))
        if problem.code.status == 429 || problem.code.status == 503 {
            answer.headers[.retryAfter] = retrySeconds
        }
        return answer
    }
}

extension AggregatorError.Code {
    /// The HTTP status that goes with it.
    var status: Int {
        switch self {
        case .requestInvalid, .settingInvalid: 400
        case .sessionRequired, .signInFailed: 401
        case .requestForged, .scopeMissing, .notPermitted, .passwordChangeRequired: 403
        case .roundUnknown, .organizationUnknown, .agentUnknown, .snapshotUnknown, .userUnknown,
            .tokenUnknown, .webhookUnknown, .quarantineUnknown, .responseUnknown, .catalogUnset,
            .benchmarkUnknown:
            404
        case .publicationChanged, .publicationRefused, .roundExists, .roundStateWrong,
            .rosterChanged, .userExists,
            .userNeeded, .tokenTooMany, .webhookTooMany, .quarantineDecided, .responseUnfit:
            409
        case .questionnaireInvalid, .rosterInvalid, .nameInvalid, .passwordWeak, .benchmarkInvalid:
            422
        case .signInLocked, .signInBusy: 429
        case .dataBusy, .storeFailed: 503
        default: 500
        }
    }
}

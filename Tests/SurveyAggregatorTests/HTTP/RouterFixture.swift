import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Pages
import SurveyProtocol

@testable import SurveyAggregator

/// The service's router without sockets: requests go in and answers come out.
final class RouterFixture {
    /// What came out.
    struct Reply {
        let status: Int
        let headers: HTTPFields
        let body: [UInt8]

        /// The code of a problem; nil when it is none.
        var code: String? { json["code"] as? String }

        /// The members of a JSON object; none when it is something else.
        var json: [String: Any] {
            let value = try? JSONSerialization.jsonObject(with: Data(body))
            return value as? [String: Any] ?? [:]
        }

        /// The body as text.
        var text: String { String(decoding: body, as: UTF8.self) }

        /// A list of objects in a member.
        func list(_ name: String) -> [[String: Any]] { json[name] as? [[String: Any]] ?? [] }
    }

    let access: AccessFixture
    let readiness = Readiness()
    let router: Router<AgentContext>
    private let responder: RouterResponder<AgentContext>
    private var tokens: [Role: String] = [:]

    init() throws {
        access = try AccessFixture()
        router = AggregatorService.router(access.aggregator, readiness: readiness)
        responder = router.buildResponder()
        for role in Role.allCases {
            tokens[role] = try access.token(role.rawValue, at: .now()).text
        }
    }

    /// The headers of a program with a role's token for everything.
    func headers(_ role: Role) -> HTTPFields {
        [.authorization: "Bearer \(tokens[role] ?? "")"]
    }

    /// Sends a request.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:],
        json: String? = nil, form: [(String, String)]? = nil
    ) async throws -> Reply {
        let response = try await response(method, path, headers, json: json, form: form)
        let collector = Collector()
        try await response.body.write(collector)
        return Reply(
            status: response.status.code, headers: response.headers, body: collector.bytes)
    }

    /// Sends a request whose answer is yet to be read.
    func response(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:],
        json: String? = nil, form: [(String, String)]? = nil
    ) async throws -> Response {
        var fields = headers
        if form != nil { fields[.contentType] = "application/x-www-form-urlencoded" }
        let sent = form.map { pairs in
            pairs.map { "\($0)=\(FormFields.encoded($1))" }.joined(separator: "&")
        }
        if json != nil { fields[.contentType] = fields[.contentType] ?? "application/json" }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "https", authority: "localhost", path: path,
                headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(string: sent ?? json ?? "")))
        let context = AgentContext(
            source: ApplicationRequestContextSource(
                channel: EmbeddedChannel(), logger: Logger(label: "test")))
        return try await responder.respond(to: request, context: context)
    }

    /// Takes the pieces of a body.
    private final class Collector: ResponseBodyWriter {
        var bytes: [UInt8] = []

        func write(_ buffer: ByteBuffer) async throws {
            bytes += Array(buffer.readableBytesView)
        }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

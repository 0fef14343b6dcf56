import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SurveyProtocol

/// The open data: what was published, for everybody, without signing in.
struct OpenRoutes: Sendable {
    /// Seconds for which others may keep a document that a publication can change.
    private static let secondsMaximum = 300

    /// One address.
    struct Route: Sendable {
        /// The address as protocol/openapi.yaml writes it.
        let path: String
        /// The type of what it answers.
        let type: String
        /// What makes the document, of the values of the address.
        let make: @Sendable (OpenData, (String) -> String) throws -> [UInt8]
    }

    let data: OpenData

    /// Every address.
    static let all: [Route] = results + series + catalog

    private static let results: [Route] =
        [
            Route(path: "/open/rounds", type: "application/json") { data, _ in try data.list() }
        ]
        + OpenData.Form.allCases.flatMap { form in
            [
                Route(path: "/open/rounds/{round}/results.\(form)", type: form.mediaType) {
                    data, value in
                    try data.results(round: value("round"), snapshot: nil, as: form)
                },
                Route(
                    path: "/open/rounds/{round}/snapshots/{snapshot}/results.\(form)",
                    type: form.mediaType
                ) { data, value in
                    // What is no number names no snapshot, nor does one written in another way:
                    // each document has one address, so that it is made once.
                    let number = Int(value("snapshot"))
                        .flatMap { String($0) == value("snapshot") ? $0 : nil }
                    return try data.results(
                        round: value("round"), snapshot: number ?? 0, as: form)
                },
            ]
        }

    private static let series: [Route] = [
        Route(path: "/open/series.json", type: "application/json") { data, _ in
            try OpenData.encode(data.series())
        },
        Route(path: "/open/series.csv", type: "text/csv; charset=utf-8") { data, _ in
            try data.series().csv
        },
        Route(path: "/open/series/{node}", type: "application/json") { data, value in
            try data.series(of: value("node"))
        },
    ]

    private static let catalog: [Route] = [
        Route(path: "/open/catalog.ttl", type: "text/turtle; charset=utf-8") { data, _ in
            Array(try OpenCatalog(data).graph.turtle.utf8)
        },
        Route(path: "/open/catalog.jsonld", type: "application/ld+json") { data, _ in
            try OpenCatalog(data).graph.jsonLD()
        },
    ]

    /// Adds the routes to a router.
    func add(to router: Router<AgentContext>) {
        for route in Self.all {
            let data = data
            let address = AdministrationRoute.routerPath(route.path)
            Self.addReading(address, to: router) { request, context in
                do {
                    return try await Self.answer(route, data, request, context)
                } catch {
                    return Self.open(AdministrationAnswer.problem(error, logger: context.logger))
                }
            }
            for method in [HTTPRequest.Method.post, .put, .patch, .delete, .trace] {
                router.on(address, method: method) { _, _ -> Response in
                    throw Refusal.method(route.path, takes: [.get, .head])
                }
            }
        }
    }

    /// Answers GET, and HEAD with the same but the body.
    static func addReading(
        _ address: RouterPath, to router: Router<AgentContext>,
        answer: @escaping @Sendable (Request, AgentContext) async throws -> Response
    ) {
        router.get(address, use: answer)
        router.head(address) { request, context in
            try await answer(request, context).createHeadResponse()
        }
    }

    private static func answer(
        _ route: Route, _ data: OpenData, _ request: Request, _ context: AgentContext
    ) async throws -> Response {
        // The values are copied: the document is made elsewhere, and for everybody.
        var values: [String: String] = [:]
        for name in ["round", "snapshot", "node"] {
            let raw = context.parameters.get(name) ?? ""
            values[name] = raw.removingPercentEncoding ?? raw
        }
        let copied = values
        let name = [route.path] + ["round", "snapshot", "node"].map { copied[$0] ?? "" }
        let document = try await data.document(name.joined(separator: " ")) { data in
            try route.make(data) { copied[$0] ?? "" }
        }
        var headers: HTTPFields = [
            .contentType: route.type, .eTag: document.tag,
            .cacheControl: "public, max-age=\(secondsMaximum)",
        ]
        if let field = HTTPField.Name("X-Content-Type-Options") { headers[field] = "nosniff" }
        if EntityTag.isKnown(document.tag, to: request) {
            return open(Response(status: .notModified, headers: headers))
        }
        return open(
            Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.bytes))))
    }

    /// The answer for pages of other sites too: nothing in it depends on who asks.
    private static func open(_ answer: Response) -> Response {
        var answer = answer
        answer.headers[.accessControlAllowOrigin] = "*"
        answer.headers[.accessControlExposeHeaders] = "ETag"
        return answer
    }
}

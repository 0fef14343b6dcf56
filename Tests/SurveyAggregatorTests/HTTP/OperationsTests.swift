import Foundation
import HTTPTypes
import Hummingbird
import Testing
import Yams

@testable import SurveyAggregator

@Suite("What whoever runs the service asks it")
struct OperationsTests {
    let fixture: RouterFixture

    init() throws {
        fixture = try RouterFixture()
    }

    @Test("it runs, and it is ready until it drains")
    func ready() async throws {
        #expect(try await fixture.send(.get, "/healthz").status == 200)
        #expect(try await fixture.send(.get, "/readyz").status == 200)
        fixture.readiness.drain()
        #expect(try await fixture.send(.get, "/healthz").status == 200)
        let reply = try await fixture.send(.get, "/readyz")
        #expect(reply.status == 503)
        #expect(String(decoding: reply.body, as: UTF8.self) == "draining\n")
    }

    /// Every operation of the description that is served, as `METHOD /address`.
    private func described() async throws -> (operations: Set<String>, text: [UInt8]) {
        let reply = try await fixture.send(.get, "/v1/openapi.yaml")
        #expect(reply.headers[.contentType] == "application/yaml")
        let document = try #require(
            try Yams.load(yaml: String(decoding: reply.body, as: UTF8.self)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let methods: Set = ["get", "put", "post", "patch", "delete", "head", "options"]
        let operations = paths.flatMap { path, item in
            item.keys.filter(methods.contains).map { "\($0.uppercased()) \(path)" }
        }
        return (Set(operations), reply.body)
    }

    @Test("the description that is served is the one of protocol/openapi.yaml")
    func served() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = try Data(contentsOf: root.appending(path: "protocol/openapi.yaml"))
        #expect(try await described().text == Array(file))
    }

    private static func isPage(_ path: String) -> Bool {
        ["/", "/open", "/open/rounds/{round}"].contains(path)
            || path.hasPrefix("/assets/") || "\(path)/".hasPrefix("\(DashboardRoutes.root)/")
    }

    @Test("router and description have the same addresses and methods")
    func routes() async throws {
        let described = try await described().operations
        var answered: Set<String> = []
        for route in fixture.router.routes {
            let path = route.path.description.split(separator: "/").map { part in
                part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
            }
            answered.insert("\(route.method.rawValue) /\(path.joined(separator: "/"))")
        }
        // Routes that only say what an address takes answer 405 and are not described.
        for operation in described.sorted() {
            #expect(answered.contains(operation), "\(operation) is described, not answered")
        }
        for operation in answered.subtracting(described).sorted() {
            let parts = operation.split(separator: " ")
            // Pages are for people; what they do, programs do under /v1/admin and /open.
            if Self.isPage(String(parts[1])) { continue }
            // HEAD is GET without the body, wherever the open data takes it.
            if parts[0] == "HEAD", described.contains("GET \(parts[1])") { continue }
            let method = try #require(HTTPRequest.Method(String(parts[0])))
            let path = String(parts[1].filter { $0 != "{" && $0 != "}" })
            let reply = try await fixture.send(method, path)
            #expect(reply.status == 405, "\(operation) is answered, not described")
        }
    }
}

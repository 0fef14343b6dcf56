import Foundation
import HTTPTypes
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Who may do what")
struct RoleTests {
    /// The cells of the table in the README: act, then a word for each role.
    private static func written() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appending(path: "aggregator/README.md"), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix("| act | administrator") })
        return lines[start...].prefix { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test("every cell of the written table is what the code decides, for every kind of thing")
    func table() throws {
        let rows = try Self.written()
        let roles = try #require(rows.first).dropFirst().compactMap(Role.init(rawValue:))
        #expect(Set(roles) == Set(Role.allCases))
        let body = rows.dropFirst(2)
        #expect(body.compactMap(\.first) == AdministrativeAct.allCases.map(\.rawValue))
        for row in body {
            let act = try #require(AdministrativeAct(rawValue: row[0]))
            for (role, word) in zip(roles, row.dropFirst()) {
                let expected: Set<AccessTable.Ownership> =
                    switch word {
                    case "all": [.own, .foreign, .group]
                    case "own": [.own]
                    default: []
                    }
                let actual = AccessTable.Ownership.allCases.filter {
                    AccessTable.permits(role, act, on: $0)
                }
                #expect(Set(actual) == expected, "\(role) \(act.rawValue)")
            }
        }
    }

    /// An address of a route with something in every parameter.
    private func path(of route: AdministrationRoute) -> String {
        route.path.replacing("{round}", with: "2026").replacing("{agent}", with: "nobody")
            .replacing("{user}", with: "nobody").replacing("{token}", with: "none")
            .replacing("{organization}", with: "alpha").replacing("{snapshot}", with: "1")
            .replacing("{webhook}", with: "none")
            .replacing("{number}", with: "999")
    }

    @Test("every address asks who comes, and answers nobody")
    func nobody() async throws {
        let fixture = try RouterFixture()
        for route in AdministrationRoutes.all where route.entry != .anybody {
            let wrong: [HTTPFields] = [
                [:], [.authorization: "Bearer mst_wrong"], [.authorization: "Basic YTpi"],
                [.cookie: "\(AdministrationCall.cookieName)=wrong"],
            ]
            for headers in wrong {
                let reply = try await fixture.send(route.method, path(of: route), headers)
                #expect(reply.status == 401, "\(route.method) \(route.path)")
                #expect(reply.code == "session-required")
            }
        }
    }

    @Test("every address lets in the roles of the table and no others", arguments: Role.allCases)
    func addresses(_ role: Role) async throws {
        let fixture = try RouterFixture()
        for route in AdministrationRoutes.all {
            guard case .act(let act) = route.entry else { continue }
            let reply = try await fixture.send(
                route.method, path(of: route), fixture.headers(role))
            let place = "\(role) \(route.method) \(route.path): \(reply.status)"
            if AccessTable.reach(of: role, act) == .nothing {
                #expect(reply.status == 403 && reply.code == "not-permitted", "\(place)")
            } else {
                #expect(![401, 403, 405, 500].contains(reply.status), "\(place)")
            }
        }
    }

    @Test("a token without the scope of an address is not let in, whoever owns it")
    func scopes() async throws {
        let fixture = try RouterFixture()
        for route in AdministrationRoutes.all {
            guard case .act(let act) = route.entry else { continue }
            let others = TokenScope.allTexts.filter { $0 != TokenScope(of: act).text }
            let token = try fixture.access.token("administrator", scopes: others, at: .now())
            let reply = try await fixture.send(
                route.method, path(of: route), [.authorization: "Bearer \(token.text)"])
            #expect(reply.status == 403 && reply.code == "scope-missing", "\(route.path)")
            _ = try fixture.access.aggregator.perform(.access(.revokeToken(token.token.id)))
        }
    }

    @Test("an organization sees its own things, and another's are not there for it")
    func ownAndForeign() async throws {
        let fixture = try RouterFixture()
        let own = fixture.headers(.organization)
        let other = NewUser(
            name: "elsewhere", role: .organization, organization: "delta", password: "x")
        _ = try fixture.access.aggregator.perform(.access(.addUser(other)))
        let token = try fixture.access.token("elsewhere", at: .now())
        let foreign: HTTPFields = [.authorization: "Bearer \(token.text)"]
        for (headers, rounds, status) in [(own, 1, 200), (foreign, 0, 404)] {
            let list = try await fixture.send(.get, "/v1/admin/rounds", headers)
            #expect(list.list("rounds").count == rounds)
            for address in ["/v1/admin/rounds/2026", "/v1/admin/rounds/2026/status"] {
                let reply = try await fixture.send(.get, address, headers)
                #expect(reply.status == status)
            }
        }
        let status = try await fixture.send(.get, "/v1/admin/rounds/2026/status", own)
        #expect(status.list("organizations").map { $0["organization"] as? String } == ["alpha"])
        let agents = try await fixture.send(.get, "/v1/admin/agents", own)
        #expect(agents.list("agents").map { $0["organization"] as? String } == ["alpha"])
        let all = try await fixture.send(.get, "/v1/admin/agents", fixture.headers(.viewer))
        #expect(all.list("agents").count == 2)
    }

    @Test("a person sees and revokes the own tokens only, an administrator all")
    func tokens() async throws {
        let fixture = try RouterFixture()
        let made = try fixture.access.token("analyst", at: .now())
        let address = "/v1/admin/tokens/\(made.token.id)"
        let seen = try await fixture.send(.get, "/v1/admin/tokens", fixture.headers(.viewer))
        #expect(seen.list("tokens").allSatisfy { $0["user"] as? String == "viewer" })
        let foreign = try await fixture.send(.delete, address, fixture.headers(.viewer))
        #expect(foreign.status == 404 && foreign.code == "token-unknown")
        let other = #"{"user":"administrator","label":"x","scopes":["users:write"]}"#
        let raised = try await fixture.send(
            .post, "/v1/admin/tokens", fixture.headers(.viewer), json: other)
        #expect(raised.status == 403)
        let own = try await fixture.send(.delete, address, fixture.headers(.analyst))
        #expect(own.status == 204)
        let all = try await fixture.send(
            .get, "/v1/admin/tokens", fixture.headers(.administrator))
        #expect(Set(all.list("tokens").compactMap { $0["user"] as? String }).count == 4)
    }
}

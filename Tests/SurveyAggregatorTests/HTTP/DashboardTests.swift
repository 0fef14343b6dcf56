import Foundation
import HTTPTypes
import Pages
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("The dashboard")
struct DashboardTests {
    @Test("every page lets in the roles of the table and no others", arguments: Role.allCases)
    func roles(_ role: Role) async throws {
        let fixture = try await DashboardFixture()
        for route in DashboardRoutes.all {
            guard case .act(let act) = route.entry else { continue }
            // What stays open for those whom it lets in has a test of its own.
            guard route.kind != .quiet || AccessTable.reach(of: role, act) == .nothing else {
                continue
            }
            let path = String(DashboardFixture.path(of: route).dropFirst(5))
            let reply =
                route.method == .get
                ? try await fixture.get(path, as: role)
                : try await fixture.post(path, as: role)
            let place = "\(role) \(route.method) \(route.path): \(reply.status)"
            if AccessTable.reach(of: role, act) == .nothing {
                #expect(reply.status == 403 && reply.text.contains("not-permitted"), "\(place)")
            } else {
                #expect(![401, 403, 405, 500].contains(reply.status), "\(place)")
            }
        }
    }

    @Test("who is not signed in is led to sign in and back, or told so")
    func nobody() async throws {
        let fixture = try await DashboardFixture()
        for route in DashboardRoutes.all where route.entry != .anybody {
            let path = DashboardFixture.path(of: route)
            let reply = try await fixture.router.send(route.method, path, form: [])
            if route.method == .get {
                #expect(reply.status == 303)
                let target = try #require(reply.headers[.location])
                #expect(target == "/desk/sign-in?next=\(FormFields.encoded(path))")
            } else {
                #expect(reply.status == 401, "\(path)")
            }
        }
    }

    @Test("a form without the session's token, or from another site, changes nothing")
    func forged() async throws {
        let fixture = try await DashboardFixture()
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for route in DashboardRoutes.all where route.method == .post {
            let path = DashboardFixture.path(of: route)
            var headers = fixture.headers(.administrator)
            let bare = try await fixture.router.send(.post, path, headers, form: [])
            #expect(bare.status == 403 && bare.text.contains("request-forged"), "\(path)")
            headers[site] = "cross-site"
            let cross = try await fixture.router.send(.post, path, headers, form: [])
            #expect(cross.status == 403 && cross.text.contains("request-forged"), "\(path)")
        }
    }

    @Test("every page has the strict headers, both languages and no inline script or style")
    func headers() async throws {
        let fixture = try await DashboardFixture()
        for route in DashboardRoutes.all where route.method == .get && route.kind != .quiet {
            let path = String(DashboardFixture.path(of: route).dropFirst(5))
            for language in ["sv", "en"] {
                let reply = try await fixture.get(path, language: language)
                guard reply.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
                #expect(reply.text.contains("<html lang=\"\(language)\">"), "\(path)")
                #expect(
                    reply.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
                #expect(reply.headers[.cacheControl] == "no-store")
                #expect(!reply.text.contains(" style=") && !reply.text.contains("<style"))
                #expect(!reply.text.contains("<script>") && !reply.text.contains("http://"))
                #expect(reply.text.components(separatedBy: "<h1").count == 2, "\(path)")
            }
        }
    }

    @Test("a person signs in with a form, chooses a password first when there is none, signs out")
    func signIn() async throws {
        let fixture = try await DashboardFixture()
        let secret = Secret.forTyping()
        _ = try fixture.aggregator.perform(
            .access(
                .setSecret(secret.digest, expires: .now().adding(seconds: 3_600), of: "viewer")))
        let page = try await fixture.get("/sign-in?next=%2Fdesk%2Frounds%2F2026", as: nil)
        let entry = try #require(page.headers[.setCookie]?.prefix { $0 != ";" })
        let cookie = String(entry)
        func send(_ path: String, _ fields: [(String, String)]) async throws
            -> RouterFixture.Reply
        {
            let token = AccessControl.antiForgery(
                cookie: String(cookie.drop { $0 != "=" }.dropFirst()))
            return try await fixture.router.send(
                .post, "/desk" + path, [.cookie: cookie], form: fields + [("token", token)])
        }
        let wrong = try await send("/sign-in", [("name", "viewer"), ("password", "no")])
        #expect(wrong.status == 401 && wrong.text.contains("do not belong together"))
        let first = try await send(
            "/sign-in", [("name", "viewer"), ("password", secret.text)])
        #expect(first.text.contains("Choose a password"))
        let weak = try await send(
            "/password",
            [("name", "viewer"), ("password", secret.text), ("new", "short"), ("again", "short")])
        #expect(weak.status == 422)
        let password = "violin kettle orbit two"
        let chosen = try await send(
            "/password",
            [
                ("name", "viewer"), ("password", secret.text), ("new", password),
                ("again", password),
            ])
        #expect(chosen.status == 303)
        let session = try #require(chosen.headers[.setCookie]?.prefix { $0 != ";" })
        for word in ["__Host-", "Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
            #expect(chosen.headers[.setCookie]?.contains(word) == true)
        }
        let inside = try await fixture.router.send(.get, "/desk", [.cookie: String(session)])
        #expect(inside.status == 200 && inside.text.contains("2026"))
        let out = try await fixture.post("/sign-out", as: .analyst)
        #expect(out.status == 303)
        let after = try await fixture.get("", as: .analyst)
        #expect(after.status == 303)
    }

    @Test("after too many wrong passwords the page says that signing in is locked")
    func lockOut() async throws {
        let fixture = try await DashboardFixture()
        // Ahead of the clock, so that the lock outlasts a test on a machine with much to do.
        let moment = Timestamp.now().adding(seconds: 600)
        for _ in 0..<LockOut.failuresFree {
            await #expect(throws: AggregatorError.self) {
                try await fixture.router.access.signIn("viewer", "wrong", at: moment)
            }
        }
        let page = try await fixture.get("/sign-in", as: nil)
        let cookie = String(try #require(page.headers[.setCookie]?.prefix { $0 != ";" }))
        let token = AccessControl.antiForgery(
            cookie: String(cookie.drop { $0 != "=" }.dropFirst()))
        let reply = try await fixture.router.send(
            .post, "/desk/sign-in", [.cookie: cookie],
            form: [("name", "viewer"), ("password", "wrong"), ("token", token)])
        #expect(reply.status == 429 && reply.text.contains("Signing in is locked"))
    }

    @Test("after signing in nobody is led to another site")
    func redirects() async throws {
        let fixture = try await DashboardFixture()
        let targets = ["https:%2F%2Fa.example", "%2F%2Fa.example", "%2Fdesk%0d%0aX:1", "/v1"]
        for target in targets {
            let reply = try await fixture.get("/sign-in?next=\(target)")
            #expect(reply.headers[.location] == "/desk")
        }
        let own = try await fixture.get("/sign-in?next=%2Fdesk%2Frounds%2F2026")
        #expect(own.headers[.location] == "/desk/rounds/2026")
    }

    @Test("an address that leads nowhere is answered with a page")
    func missing() async throws {
        let fixture = try await DashboardFixture()
        for path in ["/nothing", "/rounds", "/rounds/2026/nothing"] {
            let reply = try await fixture.get(path)
            #expect(reply.status == 404 && reply.text.contains("There is no such page"), "\(path)")
        }
        let round = try await fixture.get("/rounds/none")
        #expect(round.status == 404 && round.text.contains("round-unknown"))
        let root = try await fixture.router.send(.get, "/")
        #expect(root.status == 303 && root.headers[.location] == "/desk")
    }
}

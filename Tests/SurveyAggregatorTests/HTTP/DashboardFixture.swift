import Foundation
import HTTPTypes
import SurveyProtocol

@testable import SurveyAggregator

/// Browsers of people of each role before the dashboard, without sockets.
final class DashboardFixture {
    let router: RouterFixture
    private var cookies: [Role: String] = [:]

    var aggregator: Aggregator { router.access.aggregator }

    init() async throws {
        router = try RouterFixture()
        for role in Role.allCases {
            cookies[role] = try await router.access.signIn(role.rawValue, at: .now()).cookie
        }
    }

    /// What the browser of somebody sends along; nobody's when there is no role.
    func headers(_ role: Role?, language: String = "en") -> HTTPFields {
        let session = role.flatMap { cookies[$0] }.map {
            "\(AdministrationCall.cookieName)=\($0); "
        }
        return [.cookie: (session ?? "") + "survey_language=\(language)"]
    }

    /// Looks at a page.
    func get(
        _ path: String, as role: Role? = .administrator, language: String = "en"
    ) async throws -> RouterFixture.Reply {
        try await router.send(
            .get, DashboardRoutes.root + path, headers(role, language: language))
    }

    /// Sends a form with the session's token.
    func post(
        _ path: String, _ fields: [(String, String)] = [], as role: Role = .administrator,
        language: String = "en"
    ) async throws -> RouterFixture.Reply {
        let token = AccessControl.antiForgery(cookie: cookies[role] ?? "")
        return try await router.send(
            .post, DashboardRoutes.root + path, headers(role, language: language),
            form: [("token", token)] + fields)
    }

    /// The address of a route with something in every parameter.
    static func path(of route: DashboardRoute) -> String {
        var path = route.path
        for (name, value) in [
            ("round", "2026"), ("agent", "agent-alpha"), ("user", "viewer"), ("token", "none"),
            ("organization", "alpha"), ("snapshot", "1"), ("number", "999"), ("ticket", "none"),
            ("state", "closed"), ("response", "none"), ("benchmark", "1"), ("webhook", "none"),
        ] {
            path = path.replacing("{\(name)}", with: value)
        }
        return path
    }
}

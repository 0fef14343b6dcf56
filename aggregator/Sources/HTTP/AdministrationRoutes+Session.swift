import HTTPTypes
import Hummingbird
import SurveyProtocol

/// Signing in and out, and choosing a password.
extension AdministrationRoutes {
    static let session: [AdministrationRoute] = [
        AdministrationRoute(.post, "/session", .anybody) { call in
            let message = try await call.body(as: SignInMessage.self)
            let signed = try await call.aggregator.access.signIn(
                name: message.name, password: message.password, from: call.context.address,
                at: call.now)
            var answer = try AdministrationAnswer.json(
                SessionOverview(
                    signed.principal, antiForgery: signed.antiForgery,
                    expires: signed.expires.text))
            answer.headers[.setCookie] = cookie(
                signed.cookie, seconds: AccessControl.sessionSeconds)
            return answer
        },
        AdministrationRoute(.get, "/session", .known) { call in
            let principal = try call.principal()
            return try AdministrationAnswer.json(
                SessionOverview(
                    principal, antiForgery: call.cookie.map(AccessControl.antiForgery),
                    expires: nil))
        },
        AdministrationRoute(.delete, "/session", .known) { call in
            try call.aggregator.access.signOut(try call.principal(), at: call.now)
            var answer = AdministrationAnswer.nothing()
            answer.headers[.setCookie] = cookie("", seconds: 0)
            return answer
        },
        AdministrationRoute(.post, "/password", .anybody) { call in
            let message = try await call.body(as: PasswordMessage.self)
            try await call.aggregator.access.choosePassword(
                message.newPassword, name: message.name, current: message.password,
                from: call.context.address, at: call.now)
            return AdministrationAnswer.nothing()
        },
    ]

    /// The session's cookie: for this host, over TLS, out of reach for scripts and other sites.
    static func cookie(_ value: String, seconds: Int64) -> String {
        "\(AdministrationCall.cookieName)=\(value); Path=/; Max-Age=\(seconds); Secure; HttpOnly; "
            + "SameSite=Strict"
    }

    private struct SignInMessage: Decodable {
        let name: String
        let password: String
    }

    private struct PasswordMessage: Decodable {
        let name: String
        let password: String
        let newPassword: String
    }

    /// Who is signed in.
    private struct SessionOverview: Encodable {
        let name: String
        let role: Role
        let organization: String?
        let antiForgery: String?
        let expires: String?

        init(_ principal: Principal, antiForgery: String?, expires: String?) {
            name = principal.name
            role = principal.role
            organization = principal.organization
            self.antiForgery = antiForgery
            self.expires = expires
        }
    }
}

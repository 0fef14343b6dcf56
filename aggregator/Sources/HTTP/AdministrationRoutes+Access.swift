import HTTPTypes
import Hummingbird
import SurveyProtocol

/// Accounts, tokens and the audit log.
extension AdministrationRoutes {
    /// Seconds for which a token counts when nothing else is said.
    private static let tokenSeconds: Int64 = 90 * 86_400

    static let access: [AdministrationRoute] = [
        AdministrationRoute(.get, "/users", .act(.readUsers)) { call in
            try AdministrationAnswer.json(UserList(users: call.desk().users()))
        },
        AdministrationRoute(.post, "/users", .act(.changeUsers)) { call in
            let desk = try call.desk()
            let message = try await call.body(as: UserMessage.self)
            guard let role = Role(rawValue: message.role) else {
                let words = Role.allCases.map(\.rawValue).joined(separator: ", ")
                throw AdministrationCall.invalid("`role` is one of \(words)")
            }
            let secret = try desk.addUser(
                name: message.name, role: role, organization: message.organization)
            return try AdministrationAnswer.json(
                SecretOverview(name: message.name, secret: secret), status: .created)
        },
        AdministrationRoute(.delete, "/users/{user}", .act(.changeUsers)) { call in
            try call.desk().removeUser(call.parameter("user"))
            return AdministrationAnswer.nothing()
        },
        AdministrationRoute(.post, "/users/{user}/secret", .act(.changeUsers)) { call in
            let name = call.parameter("user")
            let secret = try call.desk().resetPassword(of: name)
            return try AdministrationAnswer.json(
                SecretOverview(name: name, secret: secret), status: .created)
        },
        AdministrationRoute(.get, "/tokens", .act(.readTokens)) { call in
            try AdministrationAnswer.json(TokenList(tokens: call.desk().tokens()))
        },
        AdministrationRoute(.post, "/tokens", .act(.changeTokens)) { call in
            let desk = try call.desk()
            let message = try await call.body(as: TokenMessage.self)
            let (token, text) = try desk.makeToken(
                for: message.user ?? desk.principal.name, label: message.label,
                scopes: message.scopes, seconds: message.seconds ?? tokenSeconds)
            return try AdministrationAnswer.json(
                MadeToken(token: token, text: text), status: .created)
        },
        AdministrationRoute(.delete, "/tokens/{token}", .act(.changeTokens)) { call in
            try call.desk().revokeToken(call.parameter("token"))
            return AdministrationAnswer.nothing()
        },
        AdministrationRoute(.get, "/audit", .act(.readAudit)) { call in
            try AdministrationAnswer.json(
                AuditPage(
                    entries: try call.desk().audit(
                        after: Int64(try call.number("after") ?? 0),
                        limit: try call.number("limit") ?? 100)))
        },
    ]

    private struct UserMessage: Decodable {
        let name: String
        let role: String
        let organization: String?
    }

    private struct SecretOverview: Encodable {
        let name: String
        let secret: String
    }

    private struct TokenMessage: Decodable {
        let user: String?
        let label: String
        let scopes: [String]
        let seconds: Int64?
    }

    private struct MadeToken: Encodable {
        let token: TokenOverview
        let text: String
    }

    private struct AuditPage: Encodable {
        let entries: [AuditEntry]
    }
}

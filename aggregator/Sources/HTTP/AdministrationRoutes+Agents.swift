import HTTPTypes
import Hummingbird
import SurveyProtocol

/// Agents and enrollment codes.
extension AdministrationRoutes {
    /// Seconds for which a code is valid when nothing else is said.
    private static let codeSeconds: Int64 = 86_400

    static let agents: [AdministrationRoute] = [
        AdministrationRoute(.get, "/agents", .act(.readAgents)) { call in
            try AdministrationAnswer.json(AgentList(agents: call.desk().agents()))
        },
        AdministrationRoute(.delete, "/agents/{agent}", .act(.revokeAgent)) { call in
            try call.desk().revoke(agent: call.parameter("agent"))
            return AdministrationAnswer.nothing()
        },
        AdministrationRoute(.post, "/codes", .act(.makeCode)) { call in
            let desk = try call.desk()
            let message = try await call.body(as: CodeMessage.self)
            let code = try desk.makeCode(
                organization: message.organization, seconds: message.seconds ?? codeSeconds)
            return try AdministrationAnswer.json(CodeOverview(code: code), status: .created)
        },
    ]

    private struct CodeMessage: Decodable {
        let organization: String
        let seconds: Int64?
    }

    private struct CodeOverview: Encodable {
        let code: String
    }
}

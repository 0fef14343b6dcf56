import Pages

/// A main page of the dashboard.
enum DashboardPlace: String, CaseIterable, Sendable {
    case rounds, agents, users, audit

    /// Where it is.
    var path: String {
        switch self {
        case .rounds: DashboardRoutes.root
        case .agents, .users, .audit: "\(DashboardRoutes.root)/\(rawValue)"
        }
    }

    /// What one must be permitted to see it.
    var act: AdministrativeAct {
        switch self {
        case .rounds: .readRounds
        case .agents: .readAgents
        case .users: .readUsers
        case .audit: .readAudit
        }
    }

    /// What it is called.
    func title(_ language: Language) -> String {
        switch self {
        case .rounds: language.say("Mätningar", "Rounds")
        case .agents: language.say("Agenter", "Agents")
        case .users: language.say("Användare", "Users")
        case .audit: language.say("Granskningslogg", "Audit log")
        }
    }
}

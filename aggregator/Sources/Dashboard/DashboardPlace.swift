import Pages

/// A main page of the dashboard.
enum DashboardPlace: String, CaseIterable, Sendable {
    case rounds, agents, benchmarks, users, webhooks, audit

    /// Where it is.
    var path: String {
        switch self {
        case .rounds: DashboardRoutes.root
        case .agents, .benchmarks, .users, .webhooks, .audit:
            "\(DashboardRoutes.root)/\(rawValue)"
        }
    }

    /// What one must be permitted to see it.
    var act: AdministrativeAct {
        switch self {
        case .rounds: .readRounds
        case .agents: .readAgents
        case .benchmarks: .readBenchmarks
        case .users: .readUsers
        case .webhooks: .readWebhooks
        case .audit: .readAudit
        }
    }

    /// What it is called.
    func title(_ language: Language) -> String {
        switch self {
        case .rounds: language.say("Mätningar", "Rounds")
        case .agents: language.say("Agenter", "Agents")
        case .benchmarks: language.say("Jämförelsetal", "Benchmarks")
        case .users: language.say("Användare", "Users")
        case .webhooks: language.say("Webhooks", "Webhooks")
        case .audit: language.say("Granskningslogg", "Audit log")
        }
    }
}

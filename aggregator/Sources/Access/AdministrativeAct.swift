/// Everything that can be done through the administration: one word an endpoint, page and command.
enum AdministrativeAct: String, CaseIterable, Codable, Sendable {
    case readRounds = "read rounds"
    case createRound = "create a round"
    case moveRound = "move a round"
    case setDates = "set dates"
    case readRoster = "read a roster"
    case correctRoster = "correct a roster"
    case readStatus = "read follow-up"
    case readReminders = "read the reminder list"
    case readAgents = "read agents"
    case makeCode = "make an enrollment code"
    case revokeAgent = "revoke an agent"
    case readQuarantine = "read quarantine"
    case decideQuarantine = "decide about quarantine"
    case returnResponse = "return a response"
    case aggregate = "aggregate"
    case readSnapshots = "read snapshots"
    case publish = "publish a snapshot"
    case readPublicResults = "read public results"
    case readInternalResults = "read internal results"
    case readUnprotectedResults = "read unprotected results"
    case readBenchmarks = "read benchmarks"
    case changeBenchmarks = "change benchmarks"
    case exportResponses = "export responses"
    case readUsers = "read users"
    case changeUsers = "change users"
    case readTokens = "read tokens"
    case changeTokens = "change tokens"
    case readWebhooks = "read webhooks"
    case changeWebhooks = "change webhooks"
    case readAudit = "read the audit log"

    /// The part of the administration that it belongs to; a token's scopes name these.
    enum Area: String, CaseIterable, Codable, Sendable {
        case rounds, agents, responses, results, users, tokens, webhooks, audit
    }

    /// The part of the administration that it belongs to.
    var area: Area {
        switch self {
        case .readRounds, .createRound, .moveRound, .setDates, .readRoster, .correctRoster,
            .readStatus, .readReminders:
            .rounds
        case .readAgents, .makeCode, .revokeAgent: .agents
        case .readQuarantine, .decideQuarantine, .returnResponse, .exportResponses: .responses
        case .aggregate, .readSnapshots, .publish, .readPublicResults, .readInternalResults,
            .readUnprotectedResults, .readBenchmarks, .changeBenchmarks:
            .results
        case .readUsers, .changeUsers: .users
        case .readTokens, .changeTokens: .tokens
        case .readWebhooks, .changeWebhooks: .webhooks
        case .readAudit: .audit
        }
    }

    /// Whether it leaves everything as it is.
    var isReading: Bool {
        switch self {
        case .createRound, .moveRound, .setDates, .correctRoster, .makeCode, .revokeAgent,
            .decideQuarantine, .returnResponse, .aggregate, .publish, .changeUsers, .changeTokens,
            .changeWebhooks, .changeBenchmarks:
            false
        default: true
        }
    }
}

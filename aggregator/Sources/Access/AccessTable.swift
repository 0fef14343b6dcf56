/// Who may do what: the one table that every way into the administration asks.
enum AccessTable {
    /// Whose the thing is that an act is about.
    enum Ownership: CaseIterable, Sendable {
        /// That of the person's own organization, or the person's own.
        case own
        /// Another organization's or person's.
        case foreign
        /// The whole group's.
        case group
    }

    /// How far a permission goes.
    enum Reach: String, Sendable {
        case nothing = "-"
        case own
        case everything = "all"
    }

    /// Whether a role may do something to a thing.
    static func permits(
        _ role: Role, _ act: AdministrativeAct, on ownership: Ownership
    ) -> Bool {
        switch reach(of: role, act) {
        case .nothing: false
        case .own: ownership == .own
        case .everything: true
        }
    }

    /// How far a role's permission for an act goes.
    static func reach(of role: Role, _ act: AdministrativeAct) -> Reach {
        switch role {
        case .administrator: .everything
        case .analyst: analyst(act)
        case .viewer: viewer(act)
        case .organization: organization(act)
        }
    }

    private static func analyst(_ act: AdministrativeAct) -> Reach {
        switch act {
        case .readRounds, .readRoster, .readStatus, .readReminders, .readAgents, .readQuarantine,
            .decideQuarantine, .returnResponse, .aggregate, .readSnapshots, .readPublicResults,
            .readInternalResults, .readBenchmarks:
            .everything
        case .readTokens, .changeTokens: .own
        default: .nothing
        }
    }

    private static func viewer(_ act: AdministrativeAct) -> Reach {
        switch act {
        case .readRounds, .readRoster, .readStatus, .readAgents, .readSnapshots,
            .readPublicResults, .readInternalResults, .readBenchmarks:
            .everything
        case .readTokens, .changeTokens: .own
        default: .nothing
        }
    }

    private static func organization(_ act: AdministrativeAct) -> Reach {
        switch act {
        case .readRounds, .readStatus, .readAgents, .readTokens, .changeTokens: .own
        // What was published is for everybody, for one's own organization and the group alike.
        case .readPublicResults: .everything
        default: .nothing
        }
    }
}

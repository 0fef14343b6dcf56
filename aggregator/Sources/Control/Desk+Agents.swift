import SurveyProtocol

/// Agents and the codes with which they enroll.
extension Desk {
    /// The agents this person may see: all, or those of the own organization.
    func agents() throws -> [AgentOverview] {
        try requireAny(.readAgents)
        let reports = try reader.reports()
        return try reader.agents().filter {
            principal.may(.readAgents, on: ownership(of: $0.organization))
        }.map { AgentOverview($0, report: reports[$0.key]) }
    }

    /// Makes an enrollment code for an organization; it is shown once.
    func makeCode(organization: String, seconds: Int64) throws -> String {
        try principal.require(.makeCode, on: ownership(of: organization))
        guard Identifier.isValid(organization) else {
            throw AggregatorError(
                .organizationUnknown, "that is not an organization's id",
                hint: "check the id against the roster")
        }
        guard (1...Int64(Limits.enrollmentSecondsMaximum)).contains(seconds) else {
            throw AggregatorError(
                .requestInvalid,
                "a code is valid for 1 to \(Limits.enrollmentSecondsMaximum) seconds",
                hint: "choose a shorter time")
        }
        let reply = try perform(.makeCode(organization: organization, seconds: seconds))
        guard case .code(let code) = reply else { throw Self.unexpected }
        return code
    }

    /// Withdraws an agent's permission at once.
    func revoke(agent id: String) throws {
        try principal.require(.revokeAgent, on: .group)
        try perform(.revoke(agent: id))
    }

    static let unexpected = AggregatorError(
        .controlFailed, "the aggregator gave an unexpected answer", hint: "report this")
}

/// An agent as it is shown to those who administer.
struct AgentOverview: Encodable, Equatable, Sendable {
    /// The agent's id.
    let agent: String
    /// The organization it collects for.
    let organization: String
    /// Its program and version, as it says.
    let program: String?
    /// When it was enrolled, RFC 3339.
    let enrolled: String
    /// When its certificate expires, RFC 3339.
    let expires: String
    /// When it was last heard of, RFC 3339.
    let lastSync: String?
    /// When its permission was withdrawn, RFC 3339.
    let revoked: String?
    /// What it said of itself last.
    let report: Report?

    /// What an agent said of itself, with both clocks.
    struct Report: Encodable, Equatable, Sendable {
        /// When it came, by the aggregator's clock, RFC 3339.
        let received: String
        /// The device's clock when it was made, RFC 3339.
        let deviceTime: String
        /// Seconds that the device's clock is ahead.
        let clockDifferenceSeconds: Int
        /// Drafts that are not sealed.
        let drafts: Int
        /// Sealed responses without an acknowledgment.
        let waiting: Int
        /// Responses that are kept until a person decides, gave back, or refused.
        let unsettled: Int
        /// Bytes free on the disk of the spool; nil when unknown.
        let freeBytes: Int?

        /// A stored report as it is shown.
        init(_ report: StoredReport) {
            received = report.received.text
            deviceTime = report.deviceTime.text
            clockDifferenceSeconds = report.clockDifference
            drafts = report.drafts
            waiting = report.waiting
            unsettled = report.unsettled
            freeBytes = report.freeBytes
        }
    }

    /// A stored agent as it is shown.
    init(_ agent: StoredAgent, report: StoredReport?) {
        self.agent = agent.id
        organization = agent.organization
        program = agent.program
        enrolled = agent.enrolled.text
        expires = agent.expires.text
        lastSync = agent.lastSeen?.text
        revoked = agent.revoked?.text
        self.report = report.map(Report.init)
    }
}

/// The agents.
struct AgentList: Encodable, Equatable, Sendable {
    /// In the order of enrollment.
    let agents: [AgentOverview]
}

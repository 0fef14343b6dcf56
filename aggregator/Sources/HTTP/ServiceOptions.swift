/// What a running service takes from whom; `serve` can set each of them.
struct ServiceLimits: Equatable, Sendable {
    /// How often something may happen.
    struct Rate: Equatable, Sendable {
        /// How many at once after a quiet time.
        var burst: Double
        /// How many a second for good.
        var perSecond: Double
    }

    /// Connections at the same time in all; further ones wait in the system's queue.
    var connections = 2_048
    /// Connections at the same time of one address.
    var connectionsPerAddress = 512
    /// Connections at the same time of one agent.
    var connectionsPerAgent = 32
    /// Requests of one agent.
    var agentRate = Rate(burst: 400, perSecond: 100)
    /// Seconds after which requests under way are cut off once the service ends.
    var drainSecondsMaximum: Int64 = 20
    /// Enrollments of one address.
    var enrollmentRate = Rate(burst: 60, perSecond: 1)
}

/// How `serve` was started.
struct ServiceOptions: Equatable, Sendable {
    /// The limits.
    var limits = ServiceLimits()
    /// The addresses of proxies whose forwarded client certificates are believed.
    var proxies: [String] = []
    /// A file with authorities that may prove webhooks' addresses beside the system's.
    var webhookAuthority: String?
    /// What the catalogue of open data says about whoever publishes.
    var open = OpenSettings()
    /// The time zone in which pages show and take times.
    var timeZone = LocalTime.standard
}

extension ServiceOptions {
    /// Seconds for which an agent may send at once what it may send for good.
    private static let agentBurstSeconds = 4.0
    /// The same for the enrollments of an address.
    private static let enrollmentBurstSeconds = 60.0

    /// What the settings say.
    init(_ settings: ServiceSettings) {
        self.init(
            proxies: ServiceSetting.list(settings[.trustedProxy].value),
            timeZone: settings[.timeZone].value)
        let authority = settings[.webhookAuthority].value
        webhookAuthority = authority == "none" ? nil : authority
        limits.agentRate = Self.rate(
            settings[.agentRate].value, burstSeconds: Self.agentBurstSeconds)
        limits.enrollmentRate = Self.rate(
            settings[.enrollmentRate].value, burstSeconds: Self.enrollmentBurstSeconds)
        limits.connectionsPerAgent =
            Int(settings[.agentConnections].value) ?? limits.connectionsPerAgent
        limits.connectionsPerAddress = max(
            limits.connectionsPerAddress, limits.connectionsPerAgent)
        limits.drainSecondsMaximum =
            Int64(settings[.drainMaximum].value) ?? limits.drainSecondsMaximum
    }

    private static func rate(_ value: String, burstSeconds: Double) -> ServiceLimits.Rate {
        guard let perSecond = Double(value), perSecond > 0 else {
            return ServiceLimits.Rate(burst: .infinity, perSecond: .infinity)
        }
        return ServiceLimits.Rate(
            burst: max(1, perSecond * burstSeconds), perSecond: perSecond)
    }
}

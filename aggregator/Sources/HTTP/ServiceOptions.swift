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
    /// What the catalogue of open data says about whoever publishes.
    var open = OpenSettings()
}

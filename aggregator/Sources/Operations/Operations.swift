/// How the service is watched and ended.
struct Operations: Sendable {
    /// The figures of the service.
    let registry = MetricsRegistry()
    /// Whether it takes responses now.
    let readiness = Readiness()
    /// Where figures are read, if anywhere.
    var metrics: (host: String, port: Int)?
    /// Seconds between not being ready any more and taking no more connections.
    var drainSeconds = 0
}

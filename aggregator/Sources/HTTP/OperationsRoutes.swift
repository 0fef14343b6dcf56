import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import SurveyProtocol

/// What whoever runs the service asks it, without login: whether it runs, whether it is ready,
/// and how its addresses are described.
struct OperationsRoutes: Sendable {
    let aggregator: Aggregator
    let readiness: Readiness

    /// Adds the routes to a router.
    func add(to router: Router<AgentContext>) {
        router.get("/healthz") { _, _ in Self.text("ok\n") }
        router.get("/readyz") { _, _ -> Response in
            if let objection = readiness.objection(aggregator) {
                return Self.text("\(objection)\n", status: .serviceUnavailable)
            }
            return Self.text("ready\n")
        }
        router.get("/v1/openapi.yaml") { _, _ in
            AdministrationAnswer.bytes(PackageResources.openapi_yaml, type: "application/yaml")
        }
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        AdministrationAnswer.bytes(
            Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }
}

/// Figures for Prometheus on a listener of their own, which never leaves this computer unless
/// somebody names another address.
struct MetricsListener: Sendable {
    let registry: MetricsRegistry
    let limits: ServiceLimits

    /// The listener as a service.
    func service(host: String, port: Int, logger: Logger) -> some Service {
        let router = Router()
        let registry = registry
        router.get("/metrics") { _, _ in
            AdministrationAnswer.bytes(
                Array((registry.exposition + ProcessFigures.exposition).utf8),
                type: "text/plain; version=0.0.4; charset=utf-8")
        }
        let connections = Connections(limits: limits)
        return Application(
            router: router,
            server: HTTPServerBuilder { responder in
                WatchedChannel(
                    base: HTTP1Channel(
                        responder: responder,
                        configuration: .init(
                            additionalChannelHandlers: [RequestWatch(connections: connections)])),
                    connections: connections)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "survey-aggregator"),
            onServerRunning: { channel in
                logger.notice(
                    "metrics", metadata: ["port": "\(channel.localAddress?.port ?? port)"])
            },
            logger: logger)
    }
}

/// Lets those who ask see that the service is about to end, before it takes no more connections.
struct DrainService: Service {
    let readiness: Readiness
    let seconds: Int

    func run() async throws {
        try? await gracefulShutdown()
        readiness.drain()
        if seconds > 0 { try? await Task.sleep(for: .seconds(seconds)) }
    }
}

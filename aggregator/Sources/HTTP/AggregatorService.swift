import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import SurveyProtocol
import SwiftASN1
import UnixSignals
import X509

/// Assembles the running service: HTTPS for agents and the socket for commands.
struct AggregatorService: Sendable {
    private let aggregator: Aggregator
    private let options: ServiceOptions
    private let operations: Operations
    private let logger: Logger

    /// Seconds after which a silent connection is closed.
    private static let idleSeconds: Int64 = 60
    /// Days before a server certificate expires at which it is made anew.
    private static let renewalDays = 30.0

    /// A service for an opened aggregator.
    init(
        aggregator: Aggregator, options: ServiceOptions = ServiceOptions(),
        operations: Operations = Operations(), logger: Logger
    ) {
        self.aggregator = aggregator
        self.options = options
        self.operations = operations
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT, then finishes what has begun.
    ///
    /// - Parameters:
    ///   - host: the address to listen on.
    ///   - port: the port; 0 takes a free one.
    ///   - ready: called once with the port when connections are accepted.
    func run(
        host: String, port: Int, ready: @escaping @Sendable (Int) -> Void
    ) async throws {
        let connections = Connections(limits: options.limits)
        let router = Self.router(
            aggregator, options: options, connections: connections,
            readiness: operations.readiness)
        var application = Application(
            router: router, server: try server(connections),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "survey-aggregator",
                backlog: 512,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    options.limits.connections)),
            onServerRunning: { channel in ready(channel.localAddress?.port ?? port) },
            logger: logger)
        application.addServices(try ControlService(aggregator: aggregator))
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: try services(
                    around: ListeningService(
                        base: application, place: (host, port), option: "--listen")),
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        try aggregator.close()
    }

    /// What runs beside the listener; what comes last is asked to end first.
    private func services(
        around application: some Service
    ) throws -> [ServiceGroupConfiguration.ServiceConfiguration] {
        let delivery = try HTTPSDelivery(authority: options.webhookAuthority)
        var services: [any Service] = [application, delivery]
        if let metrics = operations.metrics {
            services.append(
                ListeningService(
                    base: MetricsListener(registry: operations.registry, limits: options.limits)
                        .service(host: metrics.host, port: metrics.port, logger: logger),
                    place: metrics, option: "--metrics-listen"))
        }
        services.append(
            WebhookService(aggregator: aggregator, transport: delivery, logger: logger))
        services.append(
            DrainService(readiness: operations.readiness, seconds: operations.drainSeconds))
        return services.map { service in
            // What ends by itself while the service drains does not end the others.
            .init(
                service: service, successTerminationBehavior: .gracefullyShutdownGroup)
        }
    }

    /// Every address of the service.
    static func router(
        _ aggregator: Aggregator, options: ServiceOptions = ServiceOptions(),
        connections: Connections = Connections(limits: ServiceLimits()),
        readiness: Readiness = Readiness()
    ) -> Router<AgentContext> {
        let router = Router(context: AgentContext.self)
        router.add(middleware: ProblemMiddleware())
        let open = OpenData(aggregator: aggregator, settings: options.open)
        let routes = AgentRoutes(
            aggregator: aggregator,
            callers: Callers(aggregator: aggregator, options: options, connections: connections),
            open: open)
        routes.add(to: router)
        routes.addMethodGuards(to: router)
        AdministrationRoutes(aggregator: aggregator).add(to: router)
        DashboardRoutes(
            aggregator: aggregator, time: LocalTime(zone: options.timeZone) ?? LocalTime()
        ).add(to: router)
        OperationsRoutes(aggregator: aggregator, readiness: readiness).add(to: router)
        OpenRoutes(data: open).add(to: router)
        OpenPages(data: open).add(to: router)
        return router
    }

    /// HTTP/2 or HTTP/1.1 over TLS, whichever the client prefers, every connection watched.
    private func server(_ connections: Connections) throws -> HTTPServerBuilder {
        var stream = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestWatch(connections: connections)],
            idleTimeout: .seconds(Self.idleSeconds))
        stream.httpDecoder = .init(
            maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 64)
        let configuration = HTTP2UpgradeChannel.Configuration(
            idleTimeout: .seconds(Self.idleSeconds), streamConfiguration: stream)
        let tls = try tlsConfiguration()
        return HTTPServerBuilder { responder in
            WatchedChannel(
                base: try HTTP2UpgradeChannel(
                    tlsConfiguration: tls, configuration: configuration, responder: responder),
                connections: connections)
        }
    }

    /// TLS 1.2 or newer; a client certificate is optional at this level, so that hello and
    /// enrollment share the port, but one that is shown must be the authority's and in its time.
    private func tlsConfiguration() throws -> TLSConfiguration {
        try renewServerCertificate()
        let folder = aggregator.folder
        let chain = try NIOSSLCertificate.fromPEMFile(folder.serverCertificate)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(
                try NIOSSLPrivateKey(file: folder.serverKey, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .optionalVerification
        configuration.trustRoots = .certificates(
            try NIOSSLCertificate.fromPEMFile(folder.authorityCertificate))
        return configuration
    }

    private func renewServerCertificate() throws {
        let folder = aggregator.folder
        let current = try Certificate(pemEncoded: Aggregator.text(folder.serverCertificate))
        let remaining = current.notValidAfter.timeIntervalSinceNow
        guard remaining < Self.renewalDays * 86_400 else { return }
        let server = try aggregator.authority.issueServer(
            names: aggregator.settings.certificateNames, now: Date())
        try DurableFile.write(server.key.utf8, to: folder.serverKey)
        try DurableFile.write(server.certificate.utf8, to: folder.serverCertificate)
        folder.giveToOwner()
        logger.notice("the server certificate was renewed")
    }
}

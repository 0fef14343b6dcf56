import ArgumentParser
import CoreMetrics
import Foundation
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service until SIGTERM or SIGINT.")

    @OptionGroup var data: DataOptions

    @OptionGroup var service: SettingOptions

    @Option(
        name: .customLong("trusted-proxy"),
        help: "A proxy's address whose forwarded client certificates are believed.")
    var proxies: [String] = []

    @Option(help: "Requests that one agent may make a second for good; 0 for any number.")
    var agentRate = 100.0

    @Option(help: "Connections that one agent may have at the same time.")
    var agentConnections = 32

    @Option(help: "Enrollments from one address a second for good; 0 for any number.")
    var enrollmentRate = 1.0

    func validate() throws {
        guard proxies.allSatisfy({ IPAddress.bytes($0) != nil }) else {
            throw ValidationError("--trusted-proxy is an IP address")
        }
        guard agentRate >= 0, enrollmentRate >= 0, (1...65_536).contains(agentConnections) else {
            throw ValidationError("a rate is 0 or more, a number of connections 1 to 65536")
        }
    }

    private var options: ServiceOptions {
        var options = ServiceOptions(proxies: proxies)
        options.limits.agentRate = Self.rate(agentRate, burstSeconds: 4)
        options.limits.enrollmentRate = Self.rate(enrollmentRate, burstSeconds: 60)
        options.limits.connectionsPerAgent = agentConnections
        options.limits.connectionsPerAddress = max(
            options.limits.connectionsPerAddress, agentConnections)
        return options
    }

    private static func rate(_ perSecond: Double, burstSeconds: Double) -> ServiceLimits.Rate {
        guard perSecond > 0 else {
            return ServiceLimits.Rate(burst: .infinity, perSecond: .infinity)
        }
        return ServiceLimits.Rate(
            burst: max(1, perSecond * burstSeconds), perSecond: perSecond)
    }

    func run() async throws {
        let folder = try data.folder()
        let settings = try await service.settings(folder: folder)
        Self.bootstrap(settings)
        let logger = Logger(label: "survey-aggregator")
        guard let aggregator = try Aggregator(folder: folder) else {
            throw AggregatorError(
                .dataBusy, "another process has \(folder.path) open",
                hint: "the service may run already; end it before you start another")
        }
        let listen = settings[.listen].value
        var options = options
        options.open = OpenSettings(settings)
        options.limits.drainSecondsMaximum =
            Int64(settings[.drainMaximum].value) ?? options.limits.drainSecondsMaximum
        let host = AggregatorSettings.host(of: listen) ?? "127.0.0.1"
        let port = AggregatorSettings.port(of: listen) ?? 8443
        do {
            try await AggregatorService(
                aggregator: aggregator, options: options,
                operations: Self.operations(settings), logger: logger
            ).run(host: host, port: port) { port in
                let shown = host.contains(":") ? "[\(host)]" : host
                Output.line("listening on https://\(shown):\(port)")
            }
        } catch let error as AggregatorError {
            throw error
        } catch {
            throw AggregatorError(
                .listenFailed, "cannot serve on \(listen): \(error)",
                hint: "see whether another program uses the port, or name another with --listen")
        }
    }

    private static func bootstrap(_ settings: ServiceSettings) {
        let level = Logger.Level(rawValue: settings[.logLevel].value) ?? .notice
        let isJSON = settings[.logFormat].value == "json"
        LoggingSystem.bootstrap { label in
            var handler: any LogHandler =
                isJSON
                ? JSONLogHandler(label: label) : StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }

    private static func operations(_ settings: ServiceSettings) -> Operations {
        var operations = Operations()
        let metrics = settings[.metricsListen].value
        if let host = AggregatorSettings.host(of: metrics),
            let port = AggregatorSettings.port(of: metrics)
        {
            operations.metrics = (host, port)
            MetricsSystem.bootstrap(operations.registry)
        }
        operations.drainSeconds = Int(settings[.drainSeconds].value) ?? 0
        return operations
    }
}

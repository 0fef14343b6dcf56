import ArgumentParser
import CoreMetrics
import Foundation
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service until SIGTERM or SIGINT.")

    @OptionGroup var data: DataOptions

    @OptionGroup var service: SettingOptions

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
        if aggregator.store.wasConverted { logger.notice("\(Aggregator.conversion)") }
        let listen = settings[.listen].value
        var options = ServiceOptions(settings)
        let wanted = options.limits.connections
        options.limits.connections = DescriptorLimit.raise(for: wanted)
        if options.limits.connections < wanted {
            logger.warning(
                "the system's limit of open files leaves room for fewer connections",
                metadata: ["connections": "\(options.limits.connections)", "wanted": "\(wanted)"])
        }
        options.open = OpenSettings(settings)
        let host = AggregatorSettings.host(of: listen) ?? "127.0.0.1"
        let port = AggregatorSettings.port(of: listen) ?? 8443
        do {
            try await AggregatorService(
                aggregator: aggregator, options: options,
                operations: Self.operations(settings), logger: logger
            ).run(host: host, port: port) { port in
                Output.isDone(
                    .init(
                        what: "the service ran", hint: "its log says what became of requests"))
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

import ArgumentParser
import Foundation
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service until SIGTERM or SIGINT.")

    @OptionGroup var data: DataOptions

    @Option(help: "The address and port to listen on; port 0 takes a free one.")
    var listen = "127.0.0.1:8443"

    @Option(help: "How much to log: debug, info, notice, warning or error.")
    var logLevel: String = "notice"

    func validate() throws {
        guard AggregatorSettings.host(of: listen) != nil,
            AggregatorSettings.port(of: listen) != nil
        else { throw ValidationError("--listen is ADDRESS:PORT, such as 127.0.0.1:8443") }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level is debug, info, notice, warning or error")
        }
    }

    func run() async throws {
        let folder = try data.folder()
        let level = Logger.Level(rawValue: logLevel) ?? .notice
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "survey-aggregator")
        guard let aggregator = try Aggregator(folder: folder) else {
            throw AggregatorError(
                .dataBusy, "another process has \(folder.path) open",
                hint: "the service may run already; end it before you start another")
        }
        let host = AggregatorSettings.host(of: listen) ?? "127.0.0.1"
        let port = AggregatorSettings.port(of: listen) ?? 8443
        do {
            try await AggregatorService(aggregator: aggregator, logger: logger)
                .run(host: host, port: port) { port in
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
}

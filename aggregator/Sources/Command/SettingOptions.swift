import ArgumentParser
import Foundation

/// The flags of the running service, before environment, file and defaults are asked.
struct SettingOptions: ParsableArguments {
    @Option(help: "The address and port to listen on; port 0 takes a free one.")
    var listen: String?

    @Option(help: "How much to log: debug, info, notice, warning or error.")
    var logLevel: String?

    @Option(help: "How to log: text, or json with one entry a line.")
    var logFormat: String?

    @Option(help: "Where Prometheus reads figures, such as 127.0.0.1:9464; or off.")
    var metricsListen: String?

    @Option(help: "Seconds between not being ready any more and taking no more connections.")
    var drainSeconds: String?

    @Option(help: "Seconds after which requests under way are cut off when the service ends.")
    var drainMaximum: String?

    @Option(help: "The time zone of the dashboard's pages, such as Europe/Stockholm; or UTC.")
    var timeZone: String?

    @Option(help: "Where others reach the open data, such as https://survey.example.org.")
    var openAddress: String?

    @Option(help: "Who publishes the open data; the group's name when absent.")
    var openPublisher: String?

    @Option(help: "The mail address for questions about the open data; its catalogue needs one.")
    var openContact: String?

    @Option(help: "The address of the open data's license; CC0 when absent.")
    var openLicense: String?

    @Option(
        name: .customLong("trusted-proxy"),
        help: "A proxy's IP address whose forwarded client certificates are believed; repeatable.")
    var proxies: [String] = []

    @Option(help: "Requests that one agent may make a second for good; 0 for any number.")
    var agentRate: String?

    @Option(help: "Connections that one agent may have at the same time.")
    var agentConnections: String?

    @Option(help: "Enrollments from one address a second for good; 0 for any number.")
    var enrollmentRate: String?

    @Option(
        help: "A PEM file with further authorities that may prove webhooks' addresses; or none.")
    var webhookAuthority: String?

    @Option(
        name: .customLong("config"),
        help: "A YAML file with settings; service.yaml in the data folder when absent.")
    var file: String?

    func validate() throws {
        for (setting, value) in flags where !setting.takes(value) {
            let name = setting.rawValue.replacing(".", with: "-")
            throw ValidationError("--\(name) takes \(setting.takes)")
        }
    }

    private var flags: [ServiceSetting: String] {
        [
            .listen: listen, .logLevel: logLevel, .logFormat: logFormat,
            .metricsListen: metricsListen, .drainSeconds: drainSeconds,
            .drainMaximum: drainMaximum, .timeZone: timeZone, .openAddress: openAddress,
            .openPublisher: openPublisher, .openContact: openContact, .openLicense: openLicense,
            .trustedProxy: proxies.isEmpty ? nil : proxies.joined(separator: ","),
            .agentRate: agentRate, .agentConnections: agentConnections,
            .enrollmentRate: enrollmentRate, .webhookAuthority: webhookAuthority,
        ].compactMapValues(\.self)
    }

    /// The settings with their sources.
    func settings(folder: DataFolder) async throws -> ServiceSettings {
        try await ServiceSettings(
            flags: flags, environment: ProcessInfo.processInfo.environment,
            file: (file ?? folder.serviceSettings, file != nil))
    }
}

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Look at the settings of the service.",
        subcommands: [Show.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show every setting of `serve` with its value and where that comes from.")

        @OptionGroup var data: DataOptions
        @OptionGroup var service: SettingOptions
        @Flag(help: "Print JSON.") var json = false

        private struct Setting: Encodable {
            let setting: String
            let value: String
            let source: String
        }

        func run() async throws {
            let settings = try await service.settings(folder: data.folder())
            let rows = ServiceSetting.allCases.map { setting in
                Setting(
                    setting: setting.rawValue, value: settings[setting].value,
                    source: settings[setting].source.text)
            }
            if json { return try Output.json(rows) }
            var table = Table(["setting", "value", "source"])
            for row in rows { table.add([row.setting, row.value, row.source]) }
            Output.line(table.text)
        }
    }
}

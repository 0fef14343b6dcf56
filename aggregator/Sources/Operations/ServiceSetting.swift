import Configuration
import Foundation
import Logging

/// What can be set of the running service: by flag, environment or file, in this order.
enum ServiceSetting: String, CaseIterable, Sendable {
    case listen
    case logLevel = "log.level"
    case logFormat = "log.format"
    case metricsListen = "metrics.listen"
    case drainSeconds = "drain.seconds"
    case drainMaximum = "drain.maximum"
    case timeZone = "time.zone"
    case openAddress = "open.address"
    case openPublisher = "open.publisher"
    case openContact = "open.contact"
    case openLicense = "open.license"
    case trustedProxy = "trusted.proxy"
    case agentRate = "agent.rate"
    case agentConnections = "agent.connections"
    case enrollmentRate = "enrollment.rate"
    case webhookAuthority = "webhook.authority"

    /// What it is when nothing is said.
    var standard: String {
        switch self {
        case .listen: "127.0.0.1:8443"
        case .logLevel: "notice"
        case .logFormat: "text"
        case .metricsListen: "off"
        case .drainSeconds: "0"
        case .drainMaximum: "\(ServiceLimits().drainSecondsMaximum)"
        case .timeZone: LocalTime.standard
        case .openAddress, .openPublisher: OpenSettings.ofInit
        case .openContact: OpenSettings.none
        case .openLicense: OpenSettings.publicDomain
        case .trustedProxy: "none"
        case .agentRate: "100"
        case .agentConnections: "\(ServiceLimits().connectionsPerAgent)"
        case .enrollmentRate: "1"
        case .webhookAuthority: "none"
        }
    }

    /// What values it takes, for people.
    var takes: String {
        switch self {
        case .listen: "ADDRESS:PORT"
        case .logLevel: "debug, info, notice, warning or error"
        case .logFormat: "text or json"
        case .metricsListen: "ADDRESS:PORT or off"
        case .drainSeconds: "0 to 600"
        case .drainMaximum: "1 to 600"
        case .timeZone: "a time zone such as Europe/Stockholm, or UTC"
        case .openAddress:
            "an address such as https://survey.example.org, or init for the first one of `init`"
        case .openPublisher: "a name of at most 200 characters, or init for the group's"
        case .openContact: "a bare mail address such as survey@example.org, or off"
        case .openLicense: "the address of a license"
        case .trustedProxy: "IP addresses with commas between them, or none"
        case .agentRate, .enrollmentRate: "a number a second, or 0 for any number"
        case .agentConnections: "1 to 65536"
        case .webhookAuthority: "a file of certificates in PEM form, or none"
        }
    }

    /// The variable of the environment.
    var variable: String {
        "SURVEY_AGGREGATOR_" + rawValue.uppercased().replacing(".", with: "_")
    }

    /// Whether a value is one that it takes.
    func takes(_ value: String) -> Bool {
        switch self {
        case .listen: Self.isAddress(value)
        case .logLevel:
            ["debug", "info", "notice", "warning", "error"].contains(value)
        case .logFormat: value == "text" || value == "json"
        case .metricsListen: value == "off" || Self.isAddress(value)
        case .drainSeconds: Int(value).map { (0...600).contains($0) } ?? false
        case .drainMaximum: Int(value).map { (1...600).contains($0) } ?? false
        case .timeZone: LocalTime(zone: value) != nil
        case .openAddress:
            value == OpenSettings.ofInit
                || OpenSettings.isAddress(value) && !value.hasSuffix("/")
        case .openPublisher: (1...200).contains(value.count)
        case .openContact: value == OpenSettings.none || OpenSettings.isMail(value)
        case .openLicense: OpenSettings.isAddress(value)
        case .trustedProxy:
            value == "none" || Self.list(value).allSatisfy { IPAddress.bytes($0) != nil }
        case .agentRate, .enrollmentRate:
            Double(value).map { (0...1_000_000).contains($0) } ?? false
        case .agentConnections: Int(value).map { (1...65_536).contains($0) } ?? false
        case .webhookAuthority: !value.isEmpty
        }
    }

    /// The entries of a value that names several.
    static func list(_ value: String) -> [String] {
        guard value != "none" else { return [] }
        return value.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func isAddress(_ text: String) -> Bool {
        AggregatorSettings.host(of: text) != nil && AggregatorSettings.port(of: text) != nil
    }
}

/// The values of the running service's settings, each with where it comes from.
struct ServiceSettings: Equatable, Sendable {
    /// Where a value comes from.
    enum Source: Equatable, Sendable {
        case flag
        case environment(String)
        case file(String)
        case standard

        /// The source for people.
        var text: String {
            switch self {
            case .flag: "flag"
            case .environment(let name): "environment \(name)"
            case .file(let path): "file \(path)"
            case .standard: "default"
            }
        }
    }

    /// A value and where it comes from.
    struct Entry: Equatable, Sendable {
        let value: String
        let source: Source
    }

    private let entries: [ServiceSetting: Entry]

    /// The value of a setting and where it comes from.
    subscript(_ setting: ServiceSetting) -> Entry {
        entries[setting] ?? Entry(value: setting.standard, source: .standard)
    }

    /// Reads every setting: flags first, then the environment, then a file, then the default.
    ///
    /// - Parameter file: a YAML file; one that is not there is an error when it is `isNamed`.
    /// - Throws: `setting-invalid` naming setting and source, or a name in the file that is no
    ///   setting's; `file-unreadable`.
    init(
        flags: [ServiceSetting: String], environment: [String: String],
        file: (path: String, isNamed: Bool)
    ) async throws {
        let places: [(any ConfigProvider, (ServiceSetting) -> Source)] = [
            (Self.provider(flags), { _ in .flag }),
            (
                EnvironmentVariablesProvider(environmentVariables: environment)
                    .prefixKeys(with: ["survey", "aggregator"]),
                { .environment($0.variable) }
            ),
            (try await Self.provider(file), { _ in .file(file.path) }),
        ]
        var entries: [ServiceSetting: Entry] = [:]
        for setting in ServiceSetting.allCases {
            for (provider, source) in places {
                guard let value = Self.value(of: setting, in: provider) else { continue }
                guard setting.takes(value) else {
                    throw AggregatorError(
                        .settingInvalid,
                        "`\(value.prefix(64))` is not a value of \(setting.rawValue) "
                            + "(\(source(setting).text))",
                        hint: "it takes \(setting.takes)")
                }
                entries[setting] = Entry(value: value, source: source(setting))
                break
            }
        }
        self.entries = entries
    }

    private static func provider(_ flags: [ServiceSetting: String]) -> InMemoryProvider {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (setting, value) in flags {
            values[key(setting)] = ConfigValue(.string(value), isSecret: false)
        }
        return InMemoryProvider(name: "flags", values: values)
    }

    private static func provider(
        _ file: (path: String, isNamed: Bool)
    ) async throws -> any ConfigProvider {
        guard try !SettingFile.isEmpty(file.path) else {
            return InMemoryProvider(name: "file", values: [:])
        }
        let place = ConfigReader(
            provider: InMemoryProvider(values: [
                "filePath": ConfigValue(.string(file.path), isSecret: false),
                "allowMissing": ConfigValue(.bool(!file.isNamed), isSecret: false),
            ]))
        do {
            return try await FileProvider<YAMLSnapshot>(config: place)
        } catch {
            throw AggregatorError(
                .fileUnreadable, "cannot read the settings in \(file.path)",
                hint: "check that it is there and is YAML, such as `log: {format: json}`")
        }
    }

    private static func key(_ setting: ServiceSetting) -> AbsoluteConfigKey {
        AbsoluteConfigKey(setting.rawValue.split(separator: ".").map(String.init))
    }

    private static func value(
        of setting: ServiceSetting, in provider: any ConfigProvider
    ) -> String? {
        let reader = ConfigReader(providers: [provider])
        let key = ConfigKey(setting.rawValue.split(separator: ".").map(String.init))
        // A file may hold a number where others hold its text, or a list.
        return reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init)
            ?? reader.double(forKey: key).map { "\($0)" }
            ?? reader.stringArray(forKey: key).map {
                $0.isEmpty ? "none" : $0.joined(separator: ",")
            }
    }
}

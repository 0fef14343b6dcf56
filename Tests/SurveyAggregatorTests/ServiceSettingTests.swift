import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("Settings of the service: flag, environment, file, default")
struct ServiceSettingTests {
    private func settings(
        flags: [ServiceSetting: String] = [:], environment: [String: String] = [:],
        file: String? = nil
    ) async throws -> ServiceSettings {
        let folder = try TemporaryFolder()
        let path = folder.path("service.yaml")
        if let file { try folder.write(file, to: "service.yaml") }
        return try await ServiceSettings(
            flags: flags, environment: environment, file: (path, file != nil))
    }

    @Test("what is nearer comes first, and each value says where it comes from")
    func order() async throws {
        let file = "listen: 1.1.1.1:1\nlog:\n  level: debug\n  format: json\ndrain:\n  seconds: 7\n"
        let settings = try await settings(
            flags: [.listen: "3.3.3.3:3"],
            environment: [
                "SURVEY_AGGREGATOR_LISTEN": "2.2.2.2:2", "SURVEY_AGGREGATOR_LOG_LEVEL": "error",
            ], file: file)
        #expect(settings[.listen] == .init(value: "3.3.3.3:3", source: .flag))
        #expect(
            settings[.logLevel]
                == .init(value: "error", source: .environment("SURVEY_AGGREGATOR_LOG_LEVEL")))
        #expect(settings[.logFormat].value == "json")
        #expect(settings[.logFormat].source.text.hasSuffix("service.yaml"))
        #expect(settings[.drainSeconds].value == "7")
        #expect(settings[.metricsListen] == .init(value: "off", source: .standard))
    }

    @Test("without anything said there are the defaults, and each is a value that is taken")
    func defaults() async throws {
        let settings = try await settings()
        for setting in ServiceSetting.allCases {
            #expect(settings[setting] == .init(value: setting.standard, source: .standard))
            #expect(setting.takes(setting.standard))
        }
    }

    @Test("a value that is not taken is an error that names setting and source")
    func wrong() async throws {
        for file in ["log: {format: xml}", "drain: {seconds: 900}", "drain: {seconds: soon}"] {
            await #expect { _ = try await settings(file: file) } throws: { error in
                let error = error as? AggregatorError
                return error?.code == .settingInvalid && error?.reason.contains("file") == true
            }
        }
        await #expect(throws: AggregatorError.self) {
            _ = try await settings(environment: ["SURVEY_AGGREGATOR_LISTEN": "nowhere"])
        }
        await #expect(throws: AggregatorError.self) { _ = try await settings(file: "{") }
    }

    @Test("limits and proxies are settings like the others, as text, number or list")
    func limits() async throws {
        let file = """
            trusted: {proxy: [10.0.0.1, "::1"]}
            agent:
              rate: 0.5
              connections: 8
            """
        let settings = try await settings(
            environment: ["SURVEY_AGGREGATOR_ENROLLMENT_RATE": "0"], file: file)
        #expect(settings[.trustedProxy].value == "10.0.0.1,::1")
        let options = ServiceOptions(settings)
        #expect(options.proxies == ["10.0.0.1", "::1"])
        #expect(options.limits.agentRate == ServiceLimits.Rate(burst: 2, perSecond: 0.5))
        #expect(options.limits.connectionsPerAgent == 8)
        #expect(options.limits.enrollmentRate.perSecond == .infinity)
        #expect(try await ServiceOptions(self.settings()) == ServiceOptions())
        for wrong in [
            "agent: {rate: fast}", "trusted: {proxy: nowhere}", "agent: {connections: 0}",
        ] {
            await #expect(throws: AggregatorError.self) { _ = try await self.settings(file: wrong) }
        }
    }

    @Test(
        "a name in the file that is no setting's is refused with its line",
        arguments: [
            "listen: 1.1.1.1:1\nlgo: {level: debug}", "\nlog: {levle: debug}",
            "\nlog.level: debug", "\nlisten: {on: 1}", "\nlog: debug",
        ])
    func misspelled(file: String) async throws {
        await #expect { _ = try await settings(file: file) } throws: { error in
            let error = error as? AggregatorError
            return error?.code == .settingInvalid && error?.reason.contains("yaml:2:") == true
        }
    }

    @Test("an empty file has no settings")
    func empty() async throws {
        #expect(try await settings(file: "\n# nothing\n")[.listen].source == .standard)
    }

    @Test("a named file must be there, the one of the data folder need not")
    func missing() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("none.yaml")
        _ = try await ServiceSettings(flags: [:], environment: [:], file: (path, false))
        await #expect(throws: AggregatorError.self) {
            _ = try await ServiceSettings(flags: [:], environment: [:], file: (path, true))
        }
    }
}

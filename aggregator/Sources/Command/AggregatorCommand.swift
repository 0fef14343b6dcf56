public import ArgumentParser

/// The program of the central team.
///
/// Every command has its name written down: the parser asks all of them at each start, and making a
/// name from that of a type takes a third of a millisecond.
public struct AggregatorCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "survey-aggregator",
        abstract: "Receives a group's survey responses and computes its digital maturity.",
        version: "survey-aggregator 0.1.0",
        subcommands: [
            InitCommand.self, ServeCommand.self, QuestionnaireCommand.self, RoundCommand.self,
            EnrollCommand.self, AgentsCommand.self, RevokeCommand.self, StatusCommand.self,
            QuarantineCommand.self, ReturnCommand.self, ImportCommand.self, BackupCommand.self,
            RestoreCommand.self,
            AggregateCommand.self, ResultsCommand.self, PublishCommand.self, VerifyCommand.self,
            BenchmarkCommand.self, UserCommand.self, TokenCommand.self, AuditCommand.self,
            RemindersCommand.self, WebhookCommand.self, ExportCommand.self, ConfigCommand.self,
        ])

    public init() {}
}

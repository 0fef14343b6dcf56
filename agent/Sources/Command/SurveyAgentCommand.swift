import ArgumentParser

/// The commands of the program.
struct SurveyAgentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey-agent",
        abstract: "Collects a survey's responses in a department or company and sends them on.",
        discussion: """
            Only what talks to the centre needs a network. What was said to be saved \
            is on the disk; what was said to be acknowledged is also at the centre.

            Exit status: 0 done, 1 failed, 2 usage, 3 partly done, 4 cannot reach the server, \
            5 not permitted.
            """,
        version: AgentVersion.text,
        subcommands: [
            EnrollCommand.self, RoundsCommand.self, OpenCommand.self, FillCommand.self,
            PaperCommand.self, ImportCommand.self, StatusCommand.self, SyncCommand.self,
            ReconcileCommand.self, ExportCommand.self, AcceptCommand.self, ResultsCommand.self,
            CleanCommand.self, DoctorCommand.self, RunCommand.self,
        ])
}

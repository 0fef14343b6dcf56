import ArgumentParser
import SurveyProtocol

/// `import`: answers from paper or another tool.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in answers from a CSV file.",
        discussion: """
            The first line names the columns: respondent, unit, background questions and items by \
            their ids. A cell is an option's code or empty. The respondent's label stays here. \
            Importing the same file again changes nothing; a changed row becomes a new revision.
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Say what would happen and write nothing.")
    var dryRun = false

    @Flag(help: "Machine output.")
    var json = false

    @Argument(help: "The round's id.")
    var round: String

    @Argument(help: ArgumentHelp("The file; `-` reads the input.", valueName: "file.csv"))
    var file: String

    func run() throws {
        try take(home.agent)
    }

    /// Imports the file and says how it went.
    func take(_ agent: Agent) throws {
        let enrollment = try agent.home.enrolled()
        let (round, questionnaire) = try agent.roundToFill(round)
        let bytes = try InputFile.read(file)
        try agent.spool.recover()
        let sealer = Sealer(
            round: round, questionnaire: questionnaire, organization: enrollment.organization,
            device: agent.device)
        var task = Import(
            sealer: sealer, key: try agent.respondentKey(), spool: agent.spool,
            fileName: InputFile.name(file))
        task.isDryRun = dryRun
        let report = try agent.spool.collecting { try task.run(bytes) }
        for error in report.errors { agent.terminal.note(ImportText.error(error, file: file)) }
        if json {
            agent.terminal.write(try JSONFile.bytes(report))
        } else {
            agent.terminal.say(ImportText.summary(report))
        }
        if round.state.isOver { agent.terminal.note(ImportText.closed(round.id)) }
        guard report.refused > 0 else { return }
        guard report.hasTaken else { throw ImportText.nothingTaken(report.refused) }
        throw CommandEnd(status: .partlyDone)
    }
}

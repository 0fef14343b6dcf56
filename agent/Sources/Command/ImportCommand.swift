import ArgumentParser
import SurveyProtocol

/// `import`: answers from paper or another tool.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in answers from a CSV file or workbook.",
        discussion: """
            The first line names the columns: respondent, unit, background questions and items by \
            their ids. A cell is an option's code or empty. The respondent's label stays here. \
            Importing the same file again changes nothing; a changed row becomes a new revision \
            of its respondent's response. A row without a label is known by its content and the \
            file's name alone: once it is changed, or its file renamed, it is a new person, and \
            the row as it was counts, too. Correct such a response in the form instead. \
            A file in CSV form is UTF-8, or UTF-16 with its mark; its separator is a comma, \
            semicolon or tab. Of a workbook (.xlsx) the first sheet that is shown and not empty \
            is read, or the one named with --sheet.
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Say what would happen and write nothing.")
    var dryRun = false

    @Flag(help: "Machine output.")
    var json = false

    @Option(help: ArgumentHelp("The sheet to read of a workbook.", valueName: "name"))
    var sheet: String?

    @Argument(help: "The round's id.")
    var round: String

    @Argument(help: ArgumentHelp("The .csv or .xlsx file; `-` reads the input.", valueName: "file"))
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
        task.sheet = sheet
        let report = try agent.spool.collecting { try task.run(bytes) }
        for error in report.errors {
            agent.terminal.note(ImportText.error(error, file: file, sheet: report.sheet))
        }
        if report.unlisted > 0 { agent.terminal.note(ImportText.unlisted(report.unlisted)) }
        if json {
            agent.terminal.write(try JSONFile.bytes(report))
        } else {
            agent.terminal.say(ImportText.summary(report))
        }
        if report.rows == 0 { agent.terminal.note(ImportText.noRows(file)) }
        if report.maybeTwice > 0 { agent.terminal.note(ImportText.maybeTwice(report)) }
        if report.irrelevant.rows > 0 {
            agent.terminal.note(ImportText.irrelevant(report.irrelevant, sheet: report.sheet))
        }
        if report.corrected > 0 { agent.terminal.note(ImportText.corrected(report.corrected)) }
        if round.state.isOver { agent.terminal.note(ImportText.closed(round.id)) }
        if let closing = agent.closing(round), closing.isNotable {
            agent.terminal.note(ImportText.closing(closing, round.id))
        }
        guard report.refused > 0 else { return }
        guard report.hasTaken else { throw ImportText.nothingTaken(report.refused) }
        throw CommandEnd(status: .partlyDone)
    }
}

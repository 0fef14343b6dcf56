import ArgumentParser
import MaturityModel
import Pages
import SurveyProtocol

/// `paper`: the form to print.
struct PaperCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper", abstract: "Write the form for printing, with a code on each copy.",
        discussion: """
            The file is HTML: open it in a browser and print it. Type what comes back into a CSV \
            file, one copy a line with its code in the column respondent, and import it.
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: "How many copies, each with a code of its own.")
    var copies = 1

    @Option(help: ArgumentHelp("The language of the questions.", valueName: "sv|en"))
    var language: String?

    @Option(help: ArgumentHelp("Where to write (default: the output).", valueName: "file.html"))
    var output: String?

    @Argument(help: "The round's id (default: the only open one).")
    var round: String?

    func validate() throws {
        guard (1...PaperForm.copiesMaximum).contains(copies) else {
            throw ValidationError("--copies takes 1 to \(PaperForm.copiesMaximum)")
        }
    }

    func run() throws {
        try write(home.agent)
    }

    /// Writes the document.
    func write(_ agent: Agent) throws {
        _ = try agent.home.enrolled()
        let (round, questionnaire) = try agent.round(round)
        let words = try FillText(
            language: language, offered: questionnaire.languages, environment: agent.environment)
        let paper = PaperForm(
            questionnaire: questionnaire, round: round.id,
            language: Language(rawValue: words.language) ?? .english,
            asksUnit: round.mode == .respondents)
        let page = paper.document(PaperForm.codes(copies, agent.device))
        let bytes = Array(page.html.source.utf8)
        guard let output else { return agent.terminal.write(bytes) }
        try OutputFile.write(bytes, to: output)
        agent.terminal.note("survey-agent: note: wrote \(output)")
    }
}

import ArgumentParser
import MaturityModel
import SurveyProtocol

/// `results`: this organization's own results, computed here.
struct ResultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: "Show this organization's own results, computed here.",
        discussion: """
            From what is handed in on this computer, with the centre's rules of scoring and \
            disclosure control: figures of fewer than 5 respondents are hidden, and figures stand \
            still until at least 5 responses are new or changed. Needs no network. Once the centre \
            has published the round, the group's figures that a sync fetched stand beside them.
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: ArgumentHelp("The language of the headings.", valueName: "sv|en"))
    var language: String?

    @Flag(help: "Machine output.")
    var json = false

    @Argument(help: "The round's id.")
    var round: String

    func run() throws {
        try show(home.agent)
    }

    /// Shows the profile.
    func show(_ agent: Agent) throws {
        _ = try agent.home.enrolled()
        let (round, questionnaire) = try agent.round(round)
        let words = try FillText(
            language: language, offered: questionnaire.languages, environment: agent.environment)
        let before = try agent.roundBefore(round.id).map { try agent.round($0.id) }
        let results = try OwnResults.compute((round, questionnaire), before: before, agent: agent)
        guard !json else {
            agent.terminal.write(try JSONFile.bytes(ResultsReport(results, round: round.id)))
            return
        }
        for line in ResultsText(results, words.language).lines { agent.terminal.say(line) }
    }
}

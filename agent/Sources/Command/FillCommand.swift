import ArgumentParser
import MaturityModel
import SurveyProtocol

/// `fill`: answers in the terminal, line by line.
struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Fill in the survey here, in the terminal.",
        discussion: """
            Each answer is saved at once, and an interrupted survey goes on where it was left. \
            With the label of a respondent who has answered before, the answers are there and an \
            edit becomes a new revision. The label never leaves this computer. The whole screen \
            is used where there is one; with --plain, and in a pipe, it asks in plain lines.
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "The round's id (default: the only open one).")
    var round: String?

    @Option(help: ArgumentHelp("The language of the questions.", valueName: "sv|en"))
    var language: String?

    @Option(help: ArgumentHelp("Any name for who answers; it stays here.", valueName: "label"))
    var respondent: String?

    @Option(help: "The part of the organization.")
    var unit: String?

    @Flag(help: "Ask in plain lines, as for a screen reader.")
    var plain = false

    func run() throws {
        try fill(home.agent)
    }

    /// Asks the questions and seals the response.
    func fill(_ agent: Agent) throws {
        let enrollment = try agent.home.enrolled()
        let (round, questionnaire) = try agent.roundToFill(round)
        try checkUnit()
        try agent.spool.recover()
        let collector = Collector(
            sealer: Sealer(
                round: round, questionnaire: questionnaire,
                organization: enrollment.organization, device: agent.device),
            key: try agent.respondentKey(), spool: agent.spool)
        let label = respondent?.trimmed ?? ""
        let (draft, beginning) = try collector.begin(
            label.isEmpty ? .nameless : .label(label), unit: unit?.trimmed)
        let words = try FillText(
            language: language, offered: questionnaire.languages, environment: agent.environment)
        if round.state.isOver { agent.terminal.note(ImportText.closed(round.id)) }
        let notices = try words.notices(of: draft, agent.closing(round), agent.spool)
        if !plain, let screen = agent.terminal.screen {
            StopSignal.install()
            var session = FillScreenSession(
                screen: screen, terminal: agent.terminal, collector: collector, words: words,
                state: FillScreen(
                    Interview(draft, of: questionnaire), words, notices: notices))
            return try session.run()
        }
        var session = FillSession(
            terminal: agent.terminal, collector: collector, words: words,
            interview: Interview(draft, of: questionnaire))
        try session.run(beginning, notices: notices)
    }

    private func checkUnit() throws {
        guard let unit = unit?.trimmed else { return }
        guard (1...Limits.unitBytesMaximum).contains(unit.utf8.count) else {
            throw CollectFault(
                "unit-invalid", "a unit's name has 1 to \(Limits.unitBytesMaximum) bytes",
                hint: "shorten it", exit: .usage)
        }
    }
}

import ArgumentParser
import SurveyProtocol

/// `export`: what waits, as a file for a centre that no network reaches.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what waits into a file, to be carried by hand.",
        discussion: """
            The central team imports the file and gives one back with its verdicts, for \
            `survey-agent accept`. Both are sealed: neither can be altered on the way. The \
            responses stay here as waiting until then; a sync meanwhile does no harm.
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "The round's id.")
    var round: String

    @Argument(help: "Where to write it; `-` writes to the output.")
    var file: String

    func run() throws {
        try export(home.agent)
    }

    /// Writes the file and says what is in it.
    func export(_ agent: Agent) throws {
        let known = try agent.home.rounds().map(\.id)
        let collected = try agent.spool.rounds()
        guard known.contains(round) || collected.contains(round) else {
            throw HomeFault.roundUnknown(round, known: known)
        }
        try agent.spool.recover()
        let writer = HandOverWriter(home: agent.home, spool: agent.spool, device: agent.device)
        guard let written = try writer.file(round) else {
            return agent.terminal.note(HandOverText.nothing(round))
        }
        if file == "-" {
            agent.terminal.write(written.bytes)
        } else {
            try OutputFile.write(written.bytes, to: file)
        }
        for line in HandOverText.lines(written, file: file) { agent.terminal.note(line) }
    }
}

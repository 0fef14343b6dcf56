import ArgumentParser

/// `accept`: the centre's verdicts, from a file.
struct AcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Take the centre's verdicts on an exported file.",
        discussion: "The same file may be taken any number of times.")

    @OptionGroup var home: HomeOptions

    @Flag(help: "Machine output.")
    var json = false

    @Argument(help: "The file that the central team gave back; `-` reads the input.")
    var file: String

    func run() throws {
        try accept(home.agent)
    }

    /// Files the verdicts and says how it went.
    func accept(_ agent: Agent) throws {
        let bytes = try InputFile.read(file)
        try agent.spool.recover()
        let outcome = try HandOverReader(home: agent.home, spool: agent.spool).accept(bytes)
        if json {
            agent.terminal.write(try JSONFile.bytes(outcome.summary))
        } else {
            for line in HandOverText.lines(outcome) { agent.terminal.say(line) }
        }
        if outcome.summary.refused > 0 { throw CommandEnd(status: .partlyDone) }
    }
}

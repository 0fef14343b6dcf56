import ArgumentParser
import SurveyProtocol

/// `status`: where every response is.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say where the responses are and how the last sync went.")

    @OptionGroup var home: HomeOptions

    @Flag(help: "Machine output.")
    var json = false

    func run() throws {
        try show(home.agent)
    }

    /// Shows the state of the spool; reads only.
    func show(_ agent: Agent) throws {
        let report = try StatusReport(agent)
        if json {
            agent.terminal.write(try JSONFile.bytes(report))
        } else {
            for line in StatusText.lines(report) { agent.terminal.say(line) }
        }
    }
}

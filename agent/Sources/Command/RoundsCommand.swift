import ArgumentParser
import MaturityModel
import Pages
import SurveyProtocol

/// `rounds`: what this organization takes part in, as of the last sync.
struct RoundsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rounds", abstract: "List the rounds, as of the last sync.")

    @OptionGroup var home: HomeOptions

    @Flag(help: "Machine output.")
    var json = false

    func run() throws {
        try list(home.agent)
    }

    /// Lists the rounds that were fetched.
    func list(_ agent: Agent) throws {
        _ = try agent.home.enrolled()
        let rounds = try agent.home.rounds()
        if json {
            let list = rounds.map { RoundReport($0, try? agent.questionnaire(of: $0)) }
            agent.terminal.write(try JSONFile.bytes(["rounds": list]))
            return
        }
        if rounds.isEmpty { agent.terminal.say(RoundsText.none) }
        for round in rounds {
            let closing = agent.closing(round)
            agent.terminal.say(
                RoundsText.line(
                    round, try? agent.questionnaire(of: round), closing,
                    environment: agent.environment))
            if closing?.isPassed == true {
                agent.terminal.say("  \(ClosingWords.afterwards(.english))")
            }
        }
    }
}

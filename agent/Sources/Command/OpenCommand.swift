import ArgumentParser
import SurveyProtocol

/// `open`: the form in the browser of this computer.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the form in the browser, on this computer.",
        discussion: """
            Works with or without a network; what is handed in is sent when there is one. The \
            form is served until Control-C ends it. Only who has the link gets in; the link is \
            new with every start.
            """)

    @OptionGroup var home: HomeOptions

    @OptionGroup var form: FormOptions

    @Flag(help: "Only print the link; do not start a browser.")
    var noBrowser = false

    @Argument(help: "The round's id (default: the list of rounds).")
    var round: String?

    func run() throws {
        let agent = home.agent
        let folder = Agent.folder(home.folder)
        let opensBrowser = !noBrowser
        var run = FormRun(agent: agent, folder: home.folder) { link, file, network in
            agent.terminal.say(FormText.open(link))
            if let network { agent.terminal.say(FormText.network(network)) }
            agent.terminal.note(FormText.ending)
            if opensBrowser { Browser.open("\(folder)/\(file)") }
        }
        run.port = form.port
        run.network = form.network
        run.startPath = try round.map { "/rounds/\(try agent.round($0).round.id)" } ?? "/"
        try run.run()
    }
}

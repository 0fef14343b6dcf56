import ArgumentParser

/// `run`: form and sync together, for a service manager.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Serve the form and sync, for a service manager.",
        discussion: """
            Says nothing secret: the link for the coordinator is in the file open-form.html of \
            the agent's folder, which only its user can read. SIGTERM ends it.
            """)

    @OptionGroup var home: HomeOptions

    @OptionGroup var form: FormOptions

    func run() throws {
        let agent = home.agent
        let folder = Agent.folder(home.folder)
        var run = FormRun(agent: agent, folder: home.folder) { _, file, network in
            agent.terminal.say(FormText.running("\(folder)/\(file)"))
            if let network { agent.terminal.say(FormText.network(network)) }
        }
        run.port = form.port
        run.network = form.network
        run.saysContact = true
        try run.run()
    }
}

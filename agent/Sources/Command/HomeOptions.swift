import ArgumentParser

/// The option that every command has.
struct HomeOptions: ParsableArguments {
    @Option(
        name: .customLong("home"),
        help: ArgumentHelp(
            "The folder of the agent's files (default: SURVEY_AGENT_HOME, else"
                + " ~/.local/share/survey-agent).", valueName: "dir"))
    var folder: String?

    /// The agent whose files are there.
    var agent: Agent { Agent.system(home: folder) }
}

import ArgumentParser
import SurveyProtocol

/// `reconcile`: is everything I have at the centre?
struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Ask the centre whether it has everything of a round, and send what it lacks.",
        discussion: """
            The centre is asked about every response by its digest. What it lacks is sent again. \
            The answer is that everything is there, or a list of what is not; then the exit \
            status is 3. A sync does the same by itself when the centre was restored from a backup.
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Machine output.")
    var json = false

    @Option(help: "Go through this proxy, http://host:port; `none` goes straight.")
    var proxy: String?

    @Argument(help: "The round's id.")
    var round: String

    func run() throws {
        StopSignal.install()
        try reconcile(home.agent)
    }

    /// Compares and says how it is.
    /// - Throws: what ended it early, or the status when something is not at the centre.
    func reconcile(_ agent: Agent) throws {
        let known = try agent.home.rounds().map(\.id) + agent.spool.rounds()
        guard known.contains(round) else {
            throw HomeFault.roundUnknown(round, known: Set(known).sorted())
        }
        var run = try agent.syncRun(proxy: proxy, pause: SystemPause())
        run.options.compares = round
        let outcome = try SyncCommand.perform(run, agent.terminal)
        let report = try ReconcileReport(round, outcome, agent.spool)
        let fault = outcome.skipped[round] ?? outcome.shortcoming
        // Without an answer nothing is known of the centre, so nothing is said of it.
        let isUnknown = fault != nil && report.unanswered == 0 && report.matters.isEmpty
        if json {
            agent.terminal.write(try JSONFile.bytes(report))
        } else if !isUnknown {
            for line in ReconcileText.lines(report) { agent.terminal.say(line) }
        }
        if let fault { throw fault }
        if !report.isComplete { throw CommandEnd(status: .partlyDone) }
    }
}

import ArgumentParser
import SurveyProtocol

/// `sync`: sends what waits and fetches what is new.
struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Send what waits and fetch rounds, once or for good.",
        discussion: """
            Interrupting it is safe at any time: what has no acknowledgment is sent again, and \
            the centre keeps it once.
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Go on for good: sync when something waits, at once when the network comes back.")
    var watch = false

    @Flag(help: "Send what is at the centre already, too; it must come back as duplicate.")
    var resend = false

    @Flag(help: "Machine output.")
    var json = false

    @Option(help: "Go through this proxy, http://host:port; `none` goes straight.")
    var proxy: String?

    func run() throws {
        StopSignal.install()
        let agent = home.agent
        if watch {
            let contact = ContactNotes(on: agent.terminal)
            try SyncWatch(agent: agent, command: self, contact: contact).run()
        } else {
            var run = try agent.syncRun(proxy: proxy, pause: SystemPause())
            run.options.resend = resend
            try show(run, agent.terminal)
        }
    }

    /// Syncs once and says how it went.
    /// - Throws: what ended it early, or the status for refused responses.
    func show(_ run: SyncRun, _ terminal: any Terminal) throws {
        let outcome = try Self.perform(run, terminal)
        say(outcome, terminal)
        if let fault = outcome.shortcoming { throw fault }
        if outcome.summary.refused + outcome.summary.altered > 0 {
            throw CommandEnd(status: .partlyDone)
        }
    }

    /// Says how a sync went.
    func say(_ outcome: SyncRun.Outcome, _ terminal: any Terminal) {
        if json {
            terminal.write((try? JSONFile.bytes(outcome.summary)) ?? [])
        } else {
            for line in SyncText.lines(outcome.summary) { terminal.say(line) }
        }
        for (round, fault) in outcome.skipped.sorted(by: { $0.key < $1.key }) {
            terminal.note(SyncText.skipped(round, fault))
        }
    }

    /// Syncs with a progress line on a terminal.
    ///
    /// - Parameter contact: where an outage is said that is waited for; nil says nothing of it.
    static func perform(
        _ run: SyncRun, _ terminal: any Terminal, _ contact: ContactNotes? = nil
    ) throws -> SyncRun.Outcome {
        var run = run
        var total = 0
        var sent = 0
        run.progress = { step in
            switch step {
            case .greeted, .fetched: break
            case .loaded(let count): total = count
            case .sent(let count): sent += count
            case .waiting: break
            }
            contact?.took(step)
            terminal.showProgress(SyncText.progress(step, sent: sent, of: total))
        }
        let outcome = try run.run()
        terminal.showProgress("")
        return outcome
    }
}

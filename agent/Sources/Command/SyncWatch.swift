/// `sync --watch`: syncs for good.
///
/// A sync begins at once, when new responses wait, when the network changes, and every quarter of
/// an hour. It ends when the program is asked to, or when only a person can help.
struct SyncWatch {
    /// Seconds between two looks at the spool.
    static let lookSeconds = 5.0
    /// Seconds after which a sync begins without any reason.
    static let idleSecondsMaximum = 900.0
    /// The same when responses were left without a verdict.
    static let leftoverSecondsMaximum = 60.0

    let agent: Agent
    let command: SyncCommand
    let contact: ContactNotes

    func run() throws {
        let pause = SystemPause(watch: NetworkWatch())
        var resend = command.resend
        if !command.json { agent.terminal.note(SyncText.watching) }
        while !StopSignal.isRaised {
            // A new way to the server each time: the certificate may have been renewed.
            var run = try agent.syncRun(proxy: command.proxy, pause: pause)
            run.options.triesMaximum = nil
            run.options.resend = resend
            let outcome = try SyncCommand.perform(run, agent.terminal, contact)
            resend = false
            if outcome.summary.hasNews { command.say(outcome, agent.terminal) }
            if let fault = outcome.fault, !StopSignal.isRaised { throw fault }
            if outcome.fault == nil { contact.completed() }
            let isLeft =
                outcome.leftover != nil || outcome.summary.waiting > 0 && outcome.skipped.isEmpty
            try waitForWork(
                pause,
                secondsMaximum: isLeft ? Self.leftoverSecondsMaximum : Self.idleSecondsMaximum)
        }
    }

    private func waitForWork(_ pause: SystemPause, secondsMaximum: Double) throws {
        let left = try waiting()
        var seconds = 0.0
        while seconds < secondsMaximum {
            switch pause.wait(seconds: Self.lookSeconds) {
            case .stopped, .networkChanged: return
            case .elapsed: seconds += Self.lookSeconds
            }
            guard try waiting().isSubset(of: left) else { return }
        }
    }

    private func waiting() throws -> Set<SpoolEntry> {
        var waiting: Set<SpoolEntry> = []
        for round in try agent.spool.rounds() {
            waiting.formUnion(try agent.spool.entries(round, .waiting))
        }
        return waiting
    }
}

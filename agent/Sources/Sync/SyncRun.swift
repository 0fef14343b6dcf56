import SurveyProtocol

/// One sync: carries out what `SyncMachine` decides, with disk, network and clock.
struct SyncRun {
    /// What a sync is for.
    struct Options: Hashable, Sendable {
        /// Whether responses of open rounds that are at the centre already are sent again.
        var resend = false
        /// Failures in a row after which it gives up; nil never does.
        var triesMaximum: Int? = 5
        /// The round of which everything that was sent is compared, whatever the epoch.
        var compares: String?
    }

    /// How a sync ended.
    struct Outcome: Sendable {
        /// What was done.
        var summary: SyncSummary
        /// Why it ended early.
        var fault: TransportFault?
        /// Why a question beside the sending was left for the next sync.
        var leftover: TransportFault?
        /// Why rounds were left out, by round.
        var skipped: [String: TransportFault]
        /// What the centre said when it was asked what it has.
        var comparisons: [Comparison]

        /// Why not everything was done that was to be done.
        var shortcoming: TransportFault? { fault ?? leftover }
    }

    let home: Home
    let spool: Spool
    let transport: any Transport
    let device: Device
    let pause: any Pause
    var options = Options()
    /// Says more of a fault, such as who answers in the server's place.
    var explain: (TransportFault) -> TransportFault = { $0 }
    /// Where the next batch is prepared while one is on its way.
    var preparation: any Preparation = ImmediatePreparation()
    /// Where the spool is cleared while the server is greeted, and the verdicts on one batch are
    /// filed while the next is on its way.
    var filing: any Filing = ImmediateFiling()
    /// Is told of each step, for a progress line.
    var progress: (SyncProgress) -> Void = { _ in }

    /// Syncs to the end.
    /// - Throws: only what the disk or the agent's own files refuse; the network's faults are in
    ///   the outcome.
    func run() throws -> Outcome {
        do {
            return try runThrough()
        } catch {
            // Whoever comes next finds nobody at the spool.
            try? filing.finish()
            if let fault = error as? DiskFault { remember(fault) }
            throw error
        }
    }

    /// Keeps what the disk refused for `status`, as far as the disk takes that.
    private func remember(_ fault: DiskFault) {
        var record = home.syncRecord()
        record.lastFailure = device.timestamp
        record.reason = fault.reason
        record.nextTry = nil
        try? home.save(record)
    }

    private func runThrough() throws -> Outcome {
        let found = FoundWaiting()
        let steps = SyncSteps(run: self, enrollment: try home.enrolled(), found: found)
        filing.begin { [spool] () throws(DiskFault) in found.keep(try spool.recover()) }
        var machine = SyncMachine(
            triesMaximum: options.triesMaximum, comparesAll: options.compares != nil)
        var comparisons: [Comparison] = []
        var isGreeted = false
        while true {
            let action = machine.next()
            if !action.goesOnBesideFiling { try filing.finish() }
            if case .finish(let fault) = action {
                var outcome = try finish(machine, fault.map(explain), comparisons, isGreeted)
                outcome.summary.altered += found.strange
                return outcome
            }
            let event = try perform(action, machine, steps, after: comparisons)
            if case .compared(let comparison) = event { comparisons.append(comparison) }
            if case .greeted = event {
                isGreeted = true
                progress(.greeted)
            }
            machine.handle(event, random: device.random.next())
        }
    }

    private func perform(
        _ action: SyncAction, _ machine: SyncMachine, _ steps: SyncSteps,
        after comparisons: [Comparison]
    ) throws -> SyncEvent {
        do {
            switch action {
            case .greet: return .greeted(try steps.greet())
            case .renew:
                try Renewer(home: home).renew(steps.questions, of: steps.enrollment)
                return .renewed
            case .fetchRounds: return try steps.fetchRounds()
            case .fetchQuestionnaire(let round):
                try steps.fetchQuestionnaire(round)
                return .questionnaireFetched
            case .fetchReturns(let round): return .returnsFetched(try steps.fetchReturns(round))
            case .load(let comparesAll): return try steps.load(comparesAll: comparesAll)
            case .compare(let round, let entries):
                return .compared(try steps.compare(entries, of: round))
            case .keepEpoch(let epoch):
                try steps.keep(epoch: epoch, after: comparisons)
                return .epochKept
            case .send(let round, let entries):
                return .answered(try steps.send(entries, of: round, machine))
            case .setAside(let ruling):
                try spool.settle([ruling])
                return .wasSetAside
            case .fetchResults(let round):
                try steps.fetchResults(round)
                return .resultsFetched
            case .report:
                try steps.report()
                return .reported
            case .wait(let seconds, let fault):
                steps.found.forget()
                let isBeside = machine.isSideStep && fault.kind != .unreachable
                return .waited(try wait(seconds, fault, isBeside: isBeside))
            case .finish: return .waited(.stopped)
            }
        } catch let fault as TransportFault {
            return .failed(fault)
        }
    }

    private func wait(
        _ seconds: Double, _ fault: TransportFault, isBeside: Bool
    ) throws -> WakeReason {
        progress(.waiting(seconds: seconds, fault, isBeside: isBeside))
        if seconds >= 5 {
            var record = home.syncRecord()
            record.lastFailure = device.timestamp
            record.reason = fault.reason
            let next = device.clock.milliseconds + Int64(seconds * 1_000)
            record.nextTry = Timestamp.text(next)
            try home.save(record)
        }
        return pause.wait(seconds: seconds)
    }

    private func finish(
        _ machine: SyncMachine, _ fault: TransportFault?, _ comparisons: [Comparison],
        _ isGreeted: Bool
    ) throws -> Outcome {
        var record = home.syncRecord()
        if isGreeted { record.lastContact = device.timestamp }
        if fault == .interrupted {
            // Neither a failure of anything, nor a sync that was done.
        } else if let shortcoming = fault ?? machine.leftover {
            record.lastFailure = device.timestamp
            record.reason = shortcoming.reason
        } else {
            record.lastSync = device.timestamp
            record.lastFailure = nil
            record.reason = nil
        }
        record.nextTry = nil
        try home.save(record)
        var summary = machine.summary
        for round in try spool.rounds() {
            summary.waiting += try spool.entries(round, .waiting).count
        }
        return Outcome(
            summary: summary, fault: fault, leftover: machine.leftover, skipped: machine.skipped,
            comparisons: comparisons)
    }
}

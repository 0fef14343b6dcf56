import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One sync: carries out what `SyncMachine` decides, with disk, network and clock.
struct SyncRun {
    /// What a sync is for.
    struct Options: Hashable, Sendable {
        /// Whether responses of open rounds that are at the centre already are sent again.
        var resend = false
        /// Failures in a row after which it gives up; nil never does.
        var triesMaximum: Int? = 5
    }

    /// How a sync ended.
    struct Outcome: Sendable {
        /// What was done.
        var summary: SyncSummary
        /// Why it ended early.
        var fault: TransportFault?
        /// Why rounds were left out, by round.
        var skipped: [String: TransportFault]
    }

    let home: Home
    let spool: Spool
    let transport: any Transport
    let device: Device
    let pause: any Pause
    var options = Options()
    /// Is told of each step, for a progress line.
    var progress: (SyncProgress) -> Void = { _ in }

    /// Syncs to the end.
    /// - Throws: only what the disk or the agent's own files refuse; the network's faults are in
    ///   the outcome.
    func run() throws -> Outcome {
        var enrollment = try home.enrolled()
        try spool.recover()
        var machine = SyncMachine(triesMaximum: options.triesMaximum)
        while true {
            let action = machine.next()
            if case .finish(let fault) = action {
                return try finish(machine, fault)
            }
            let event = try perform(action, machine, &enrollment)
            machine.handle(event, random: device.random.next())
        }
    }

    private func perform(
        _ action: SyncAction, _ machine: SyncMachine, _ enrollment: inout Enrollment
    ) throws -> SyncEvent {
        do {
            switch action {
            case .greet: return .greeted(try greet(&enrollment))
            case .fetchRounds: return .roundsFetched(needing: try fetchRounds(enrollment))
            case .fetchQuestionnaire(let round):
                try fetchQuestionnaire(round, enrollment)
                return .questionnaireFetched
            case .load: return .loaded(try load())
            case .send(let round, let entries):
                return .answered(try send(entries, of: round, machine, enrollment))
            case .setAside(let ruling):
                try spool.settle([ruling])
                return .wasSetAside
            case .wait(let seconds, let fault): return .waited(try wait(seconds, fault))
            case .finish: return .waited(.stopped)
            }
        } catch let fault as TransportFault {
            return .failed(fault)
        }
    }

    private func greet(_ enrollment: inout Enrollment) throws -> Hello.Announced {
        let hello = try ServerQuestions(transport: transport, server: enrollment.address).hello()
        guard hello.server == enrollment.server else {
            throw TransportFault(
                "server-changed", .stop, .notPermitted,
                reason: "the server at \(enrollment.address) is not the one this agent enrolled at",
                hint: "everything is kept here; ask the central team whether to enroll again")
        }
        if hello.epoch != enrollment.epoch {
            enrollment.epoch = hello.epoch
            try home.save(enrollment)
        }
        return hello.limits
    }

    private func fetchRounds(_ enrollment: Enrollment) throws -> [RoundSummary] {
        let questions = ServerQuestions(transport: transport, server: enrollment.address)
        var record = home.syncRecord()
        let known = try home.rounds()
        let answer = try questions.rounds(tag: known.isEmpty ? nil : record.roundsTag)
        guard let answer else { return try lacking(known) }
        let complete = try answer.rounds.filter { round in
            try home.questionnaire(round.id, digest: round.questionnaire) != nil
        }
        for round in complete where !known.contains(round) { try home.save(round) }
        let rest = answer.rounds.filter { !complete.contains($0) }
        // The tag is kept only when nothing is left to fetch, so that a cut is made good.
        record.roundsTag = rest.isEmpty ? answer.tag : nil
        try home.save(record)
        return rest
    }

    private func lacking(_ rounds: [RoundSummary]) throws -> [RoundSummary] {
        try rounds.filter { try home.questionnaire($0.id, digest: $0.questionnaire) == nil }
    }

    private func fetchQuestionnaire(_ round: RoundSummary, _ enrollment: Enrollment) throws {
        let questions = ServerQuestions(transport: transport, server: enrollment.address)
        let bytes = try questions.questionnaire(round)
        try home.save(questionnaire: bytes, round: round.id)
        try home.save(round)
        progress(.fetched(round: round.id))
    }

    private func load() throws -> [SpoolEntry] {
        let open = try Set(home.rounds().filter { $0.state == .open }.map(\.id))
        var entries: [SpoolEntry] = []
        for round in try spool.rounds() {
            var ofRound = try spool.entries(round, .waiting)
            if options.resend, open.contains(round) {
                ofRound += try spool.entries(round, .acknowledged)
                ofRound += try spool.entries(round, .held)
            }
            entries += ofRound.sorted()
        }
        progress(.loaded(entries.count))
        return entries
    }

    private func send(
        _ entries: [SpoolEntry], of round: String, _ machine: SyncMachine,
        _ enrollment: Enrollment
    ) throws -> BatchAnswer {
        let body = try BatchBody(entries, from: spool, bytesMaximum: machine.bytesMaximum)
        var answer = BatchAnswer(
            sent: body.sent, dropped: body.dropped, rulings: [], bytes: body.bytes.count,
            seconds: 0)
        guard !body.sent.isEmpty else { return answer }
        let reply = try transport.send(body.request(round: round))
        answer.rulings = try VerdictReader.rulings(
            reply, sent: body.sent, server: enrollment.address)
        answer.seconds = reply.seconds
        try spool.settle(answer.rulings)
        progress(.sent(answer.rulings.count))
        return answer
    }

    private func wait(_ seconds: Double, _ fault: TransportFault) throws -> WakeReason {
        progress(.waiting(seconds: seconds, fault))
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

    private func finish(_ machine: SyncMachine, _ fault: TransportFault?) throws -> Outcome {
        var record = home.syncRecord()
        if let fault {
            record.lastFailure = device.timestamp
            record.reason = fault.reason
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
        return Outcome(summary: summary, fault: fault, skipped: machine.skipped)
    }
}

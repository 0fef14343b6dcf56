import Formats
import SurveyProtocol

/// The single steps of a sync, each a question to the server and what is kept of its answer.
///
/// Every step may be cut off anywhere and done again: what is written last says that it is done.
struct SyncSteps {
    let run: SyncRun
    /// What this agent is, as the sync began.
    let enrollment: Enrollment
    /// What waited when the sync began.
    let found: FoundWaiting

    private var home: Home { run.home }
    private var spool: Spool { run.spool }

    /// The way to ask the server.
    var questions: ServerQuestions {
        ServerQuestions(transport: run.transport, server: enrollment.address)
    }

    /// Greets the server.
    func greet() throws -> Greeting {
        let hello = try questions.hello()
        guard hello.server == enrollment.server else {
            throw TransportFault(
                "server-changed", .stop, .notPermitted,
                reason: "the server at \(enrollment.address) is not the one this agent enrolled at",
                hint: "everything is kept here; ask the central team whether to enroll again")
        }
        var record = home.syncRecord()
        let difference = Timestamp.milliseconds(hello.time).map {
            Int((run.device.clock.milliseconds - $0) / 1_000)
        }
        if record.clockDifferenceSeconds.map({ abs($0 - (difference ?? 0)) > 1 }) ?? true {
            record.clockDifferenceSeconds = difference
            try home.save(record)
        }
        let takesZstd = Zstandard.isAvailable && hello.takes(ContentCoding.zstd)
        return Greeting(
            limits: hello.limits,
            newEpoch: hello.epoch == enrollment.epoch ? nil : hello.epoch,
            coding: takesZstd ? .zstd : .gzip,
            isRenewalDue: try Renewer(home: home).isDue(at: hello.time))
    }

    /// Asks for the rounds and keeps those whose questionnaire is here; looks at the spool when it
    /// is cleared.
    func fetchRounds() throws -> SyncEvent {
        var record = home.syncRecord()
        let known = try home.rounds()
        let answer = try questions.rounds(tag: known.isEmpty ? nil : record.roundsTag)
        let rounds = answer?.rounds ?? known
        let needing = try rounds.filter {
            try home.questionnaire($0.id, digest: $0.questionnaire) == nil
        }
        if let answer {
            for round in rounds where !needing.contains(round) && !known.contains(round) {
                try home.save(round)
            }
            // The tag is kept only when nothing is left to fetch, so that a cut is made good.
            let tag = needing.isEmpty ? answer.tag : nil
            if tag != record.roundsTag {
                record.roundsTag = tag
                try home.save(record)
            }
        }
        // Results that were withdrawn are not shown any longer, whatever else comes of this sync.
        try home.removePublished(except: rounds.filter(\.state.isReleased).map(\.id))
        try run.filing.finish()
        // In an archived round nothing can be corrected any more.
        let sentTo = try rounds.filter { $0.state != .archived }.map(\.id).filter { round in
            try [.acknowledged, .held, .returned].contains {
                try !spool.entries(round, $0).isEmpty
            }
        }
        return .roundsFetched(
            needing: needing, sentTo: sentTo,
            released: rounds.filter(\.state.isReleased).map(\.id))
    }

    /// Fetches the questionnaire of a round; the round is kept after it.
    func fetchQuestionnaire(_ round: RoundSummary) throws {
        let bytes = try questions.questionnaire(round)
        try home.save(questionnaire: bytes, round: round.id)
        try home.save(round)
        run.progress(.fetched(round: round.id))
    }

    /// Marks the responses of a round that were given back; how many are so now.
    func fetchReturns(_ round: String) throws -> Int {
        var record = home.syncRecord()
        let answer = try questions.returns(round, tag: record.returnTags?[round])
        guard let answer else { return 0 }
        let count = try spool.giveBack(answer.list.returns, round: round)
        // The tag is kept last: a cut before is made good by the same list again.
        record.returnTags = (record.returnTags ?? [:]).merging([round: answer.tag ?? ""]) { $1 }
        try home.save(record)
        return count
    }

    /// What waits, and what the centre is asked about.
    ///
    /// The centre is always asked about responses that a person there decides on, or has rejected
    /// and may still accept. After a change of its epoch it is asked about everything that it ever
    /// said that it has.
    func load(comparesAll: Bool) throws -> SyncEvent {
        let open = try Set(home.rounds().filter { $0.state == .open }.map(\.id))
        var waiting: [SpoolEntry] = []
        var compared: [SpoolEntry] = []
        for round in try spool.rounds() {
            let held = try spool.entries(round, .held)
            var ofRound = try found.entries(round) ?? spool.entries(round, .waiting)
            if run.options.resend, open.contains(round) {
                ofRound += try spool.entries(round, .acknowledged) + held
                ofRound.sort()
            }
            waiting += ofRound
            compared += held + (try rejected(round))
            if comparesAll, run.options.compares ?? round == round {
                compared += try spool.entries(round, .acknowledged)
                compared += try spool.entries(round, .returned)
            }
        }
        found.forget()
        run.progress(.loaded(waiting.count))
        return .loaded(waiting: waiting, compared: compared)
    }

    /// The responses of a round that a person at the centre decided against.
    private func rejected(_ round: String) throws -> [SpoolEntry] {
        try spool.entries(round, .refused).filter {
            try spool.problem(of: $0)?.code == ProblemCode.responseRejected.rawValue
        }
    }

    /// Asks what the centre has of some responses, and files what it did not know before.
    func compare(_ entries: [SpoolEntry], of round: String) throws -> Comparison {
        let (reply, bytes) = try questions.compare(entries, of: round)
        let answers = try ComparisonReader.answers(
            reply, asked: entries, server: enrollment.address)
        var comparison = Comparison(
            asked: entries, rulings: answers.rulings, bytes: bytes, seconds: reply.seconds)
        // A returned response is at the centre: it stays where its writer looks for it, unless it
        // was rejected.
        try spool.settle(
            answers.rulings.filter {
                $0.state != $0.entry.state
                    && ($0.entry.state != .returned || $0.state == .refused)
            })
        comparison.missing = try spool.requeue(answers.missing)
        return comparison
    }

    /// Remembers that the spool was compared with an epoch, when all of it was.
    ///
    /// It was not when only one round was asked about, or when another command filed the centre's
    /// answer to a file meanwhile; then the next sync compares again.
    func keep(epoch: Int, after comparisons: [Comparison]) throws {
        let compared = Set(comparisons.flatMap(\.asked).map(\.digest))
        try spool.exclusively {
            for round in try spool.rounds() {
                for state in [SpoolState.acknowledged, .held, .returned] {
                    let entries = try spool.entries(round, state)
                    guard entries.allSatisfy({ compared.contains($0.digest) }) else { return }
                }
            }
            try home.keep(epoch: epoch, of: enrollment)
        }
    }

    /// Sends responses of a round and begins to file the verdicts.
    ///
    /// Meanwhile the verdicts on the batch before are filed, and the responses that come next, by
    /// what `machine` says, are prepared.
    func send(
        _ entries: [SpoolEntry], of round: String, _ machine: SyncMachine
    ) throws -> BatchAnswer {
        let batch = try prepared(entries, of: round, machine)
        let body = batch.body
        var answer = BatchAnswer(
            sent: body.sent, dropped: body.dropped, rulings: [], bytes: body.bytes.count,
            seconds: 0, altered: body.altered)
        guard !body.sent.isEmpty else { return answer }
        prepare(after: body, machine)
        let outcome = Result { () throws(TransportFault) in
            try run.transport.send(batch.request)
        }
        // At most one batch is filed later than another is sent.
        try run.filing.finish()
        let reply: TransportReply
        do throws(TransportFault) {
            reply = try outcome.get()
            answer.rulings = try VerdictReader.rulings(
                reply, sent: body.sent, server: enrollment.address, identity: enrollment.server)
        } catch {
            var fault = error
            fault.bodyCoding = batch.coding
            throw fault
        }
        answer.seconds = reply.seconds
        run.filing.begin { [spool, rulings = answer.rulings] () throws(DiskFault) in
            try spool.settle(rulings)
        }
        run.progress(.sent(answer.rulings.count))
        return answer
    }

    /// The batch of just these responses: the one that was prepared, or one made now.
    private func prepared(
        _ entries: [SpoolEntry], of round: String, _ machine: SyncMachine
    ) throws(DiskFault) -> PreparedBatch {
        let form = machine.bodyForm
        if let batch = run.preparation.take(), batch.entries == entries, batch.form == form {
            return batch
        }
        // What is not intact is set aside under the lock that the filing may hold.
        try run.filing.finish()
        let body = try BatchBody(entries, from: spool, bytesMaximum: form.bytesMaximum)
        return PreparedBatch(entries, of: round, form: form, body: body)
    }

    private func prepare(after body: BatchBody, _ machine: SyncMachine) {
        run.preparation.begin { [disk = spool.disk] in
            let entries = machine.upcoming(
                after: body.sent + body.dropped, bytes: body.bytes.count)
            guard let round = entries.first?.round else { return nil }
            return PreparedBatch(entries, of: round, form: machine.bodyForm, from: disk)
        }
    }

    /// Keeps the published figures of a round, or forgets those that are published no longer.
    func fetchResults(_ round: String) throws {
        let kept = home.published(round)
        guard let answer = try questions.results(round, tag: kept?.tag) else { return }
        if let figures = answer.results.published {
            try home.save(PublishedCopy(tag: answer.tag, figures: figures), round: round)
        } else if kept != nil {
            try home.removePublished(round)
        }
    }

    /// Tells the centre how this agent is: counts and clock only.
    func report() throws {
        let rounds = try spool.rounds().map { round in
            let unsettledStates = [SpoolState.held, .returned, .refused]
            // Not those that are acknowledged: they are many, and nobody asks.
            let counts = try spool.counts(round, of: [.drafts, .waiting] + unsettledStates)
            let unsettled = unsettledStates.reduce(0) { $0 + (counts[$1] ?? 0) }
            return AgentReport.RoundCounts(
                round: round, drafts: counts[.drafts] ?? 0, waiting: counts[.waiting] ?? 0,
                unsettled: unsettled)
        }
        try questions.report(
            AgentReport(
                agent: AgentVersion.text, time: run.device.timestamp, rounds: rounds,
                freeBytes: home.disk.freeBytes()))
    }
}

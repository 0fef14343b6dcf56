import SurveyProtocol

/// Decides what a sync does next. It touches nothing: events go in, actions come out.
///
/// A request without a usable answer is made again, more slowly. One round or response that
/// cannot be sent never holds up the others.
struct SyncMachine: Sendable {
    /// Where the sync is.
    private enum Stage {
        case greeting
        case rounds
        case questionnaires([RoundSummary])
        case loading
        case sending
        case settingAside(Ruling)
        case finished(TransportFault?)
    }

    /// Problems of one round that do not concern the others.
    private static let roundCodes: Set<String> = [
        ProblemCode.roundNotOpen.rawValue, ProblemCode.roundUnknown.rawValue,
    ]
    /// Problems of a body that is too much for the server.
    private static let sizeCodes: Set<String> = [
        ProblemCode.bodyTooLarge.rawValue, ProblemCode.batchTooLarge.rawValue, "http-413",
    ]

    /// Failures in a row after which the sync gives up once it had contact; nil never does.
    let triesMaximum: Int?
    /// What was counted so far.
    private(set) var summary = SyncSummary()
    /// Why rounds were left out, by round.
    private(set) var skipped: [String: TransportFault] = [:]
    private var stage = Stage.greeting
    private var backoff = Backoff()
    private var sizer = BatchSizer()
    private var queue: [SpoolEntry] = []
    private var position = 0
    private var pendingWait: (seconds: Double, fault: TransportFault)?
    private var hasContact = false

    /// Bytes of a body at most, as the server announced.
    var bytesMaximum: Int { sizer.bytesMaximum }

    /// A sync that gives up after so many failures in a row, or never.
    init(triesMaximum: Int?) {
        self.triesMaximum = triesMaximum
    }

    /// What to do now; asking again without an event gives the same.
    func next() -> SyncAction {
        if let wait = pendingWait { return .wait(seconds: wait.seconds, wait.fault) }
        switch stage {
        case .greeting: return .greet
        case .rounds: return .fetchRounds
        case .questionnaires(let rounds):
            guard let first = rounds.first else { return .load }
            return .fetchQuestionnaire(first)
        case .loading: return .load
        case .sending:
            let batch = nextBatch()
            guard let round = batch.first?.round else { return .finish(nil) }
            return .send(round: round, batch)
        case .settingAside(let ruling): return .setAside(ruling)
        case .finished(let fault): return .finish(fault)
        }
    }

    /// Takes in what came of the last action.
    ///
    /// - Parameter random: 64 random bits, used when a wait has to be chosen.
    mutating func handle(_ event: SyncEvent, random: UInt64) {
        switch event {
        case .failed(let fault): failed(fault, random: random)
        case .waited(let reason): waited(reason)
        case .greeted(let limits):
            succeeded()
            sizer.bytesMaximum = min(sizer.bytesMaximum, max(1, limits.bodyBytes))
            sizer.countMaximum = min(sizer.countMaximum, max(1, limits.batchResponses))
            stage = .rounds
        case .roundsFetched(let needing):
            succeeded()
            stage = needing.isEmpty ? .loading : .questionnaires(needing)
        case .questionnaireFetched:
            succeeded()
            if case .questionnaires(let rounds) = stage {
                stage = rounds.count > 1 ? .questionnaires(Array(rounds.dropFirst())) : .loading
            }
        case .loaded(let entries):
            queue = entries
            position = 0
            stage = .sending
        case .answered(let answer): answered(answer, random: random)
        case .wasSetAside:
            if case .settingAside(let ruling) = stage { summary.count(ruling.verdict) }
            position += 1
            stage = .sending
        }
    }

    /// Responses of the first round that is due, as many as go into one request.
    private func nextBatch() -> [SpoolEntry] {
        guard let first = queue[position...].first(where: { skipped[$0.round] == nil }) else {
            return []
        }
        var batch: [SpoolEntry] = []
        for entry in queue[position...] where skipped[entry.round] == nil {
            guard entry.round == first.round, batch.count < sizer.size else { break }
            batch.append(entry)
        }
        return batch
    }

    private mutating func answered(_ answer: BatchAnswer, random: UInt64) {
        for ruling in answer.rulings { summary.count(ruling.verdict) }
        let done = Set(answer.rulings.map(\.entry)).union(answer.dropped)
        guard !done.isEmpty else {
            let fault = TransportFault(
                "verdicts-missing", .retry, .busy,
                reason: "the server answered without a verdict on any response",
                hint: "the responses stay here and are sent again")
            return failed(fault, random: random)
        }
        succeeded()
        sizer.succeeded(count: answer.sent.count, bytes: answer.bytes, seconds: answer.seconds)
        // What had no verdict is sent again in the next sync: the others come first.
        let gone = done.union(answer.sent)
        while position < queue.count,
            gone.contains(queue[position]) || skipped[queue[position].round] != nil
        {
            position += 1
        }
    }

    private mutating func failed(_ fault: TransportFault, random: UInt64) {
        if case .sending = stage, handledAlone(fault) { return }
        guard fault.disposition != .stop else {
            stage = .finished(fault)
            return
        }
        if case .sending = stage { sizer.failed() }
        let seconds = backoff.failed(
            random: random, retryAfterSeconds: fault.retryAfterSeconds)
        let tries = hasContact ? triesMaximum : triesMaximum.map { _ in 1 }
        if let tries, backoff.failures >= tries {
            stage = .finished(fault)
        } else {
            pendingWait = (seconds, fault)
        }
    }

    /// Whether a failed request concerned only its round or its one response.
    private mutating func handledAlone(_ fault: TransportFault) -> Bool {
        let batch = nextBatch()
        guard let first = batch.first else { return false }
        if Self.roundCodes.contains(fault.code) {
            skipped[first.round] = fault
            return true
        }
        let isTooMuch = Self.sizeCodes.contains(fault.code)
        guard isTooMuch || fault.disposition == .refuse else { return false }
        while position < queue.count, queue[position] != first { position += 1 }
        if batch.count > 1 {
            sizer.failed()
            return true
        }
        stage = .settingAside(
            Ruling(
                entry: first, verdict: .refused, receipt: nil,
                problem: ReportedProblem(
                    code: fault.code, title: "The server does not take this response.",
                    detail: fault.reason, hint: fault.hint)))
        return true
    }

    private mutating func waited(_ reason: WakeReason) {
        guard let wait = pendingWait else { return }
        pendingWait = nil
        switch reason {
        case .elapsed: break
        case .networkChanged: backoff.reset()
        case .stopped: stage = .finished(wait.fault)
        }
    }

    private mutating func succeeded() {
        hasContact = true
        backoff.reset()
    }
}

import SurveyProtocol

/// Decides what a sync does next. It touches nothing: events go in, actions come out.
///
/// A request without a usable answer is made again, more slowly. One round or response that
/// cannot be sent never holds up the others, and neither does a question beside the sending
/// (rounds, returns, comparison, results, renewal, report): it is tried twice, then left for the
/// next sync.
struct SyncMachine: Sendable {
    /// Times that a question beside the sending is asked when the answers are of no use.
    private static let sideTriesMaximum = 2

    /// Failures in a row after which the sync gives up once it had contact; nil never does.
    let triesMaximum: Int?
    /// Whether everything that was sent is compared, whatever the epoch.
    let comparesAll: Bool
    /// What was counted so far.
    private(set) var summary = SyncSummary()
    /// Why rounds were left out, by round.
    var skipped: [String: TransportFault] { queue.skipped }
    /// Why a question beside the sending was left for the next sync; the last one counts.
    private(set) var leftover: TransportFault?
    private var stage = SyncStage.greeting
    private var backoff = Backoff()
    private var coding = ContentCoding.gzip
    private var sizer = BatchSizer()
    private var askSizer = BatchSizer()
    private var needing: [RoundSummary] = []
    private var sentTo: [String] = []
    private var released: [String] = []
    private var newEpoch: Int?
    private var compared: [SpoolEntry] = []
    private var isComparisonWhole = true
    private var queue = SendQueue()
    private var sideFailures = 0
    private var pendingWait: (seconds: Double, fault: TransportFault)?
    private var hasContact = false

    /// How the body of a request with responses may be, as the server announced.
    var bodyForm: BodyForm { BodyForm(bytesMaximum: sizer.bytesMaximum, coding: coding) }

    /// A sync that gives up after so many failures in a row, or never.
    init(triesMaximum: Int?, comparesAll: Bool = false) {
        self.triesMaximum = triesMaximum
        self.comparesAll = comparesAll
        askSizer.countMaximum = Limits.reconcileLinesMaximum
    }

    /// What to do now; asking again without an event gives the same.
    func next() -> SyncAction {
        if let wait = pendingWait { return .wait(seconds: wait.seconds, wait.fault) }
        switch stage {
        case .greeting: return .greet
        case .renewing: return .renew
        case .rounds: return .fetchRounds
        case .questionnaires: return needing.first.map { .fetchQuestionnaire($0) } ?? .finish(nil)
        case .returns: return sentTo.first.map { .fetchReturns(round: $0) } ?? .finish(nil)
        case .loading: return .load(comparesAll: comparesAll || newEpoch != nil)
        case .comparing:
            let asked = nextQuestions()
            return asked.first.map { .compare(round: $0.round, asked) } ?? .finish(nil)
        case .keepingEpoch: return newEpoch.map { .keepEpoch($0) } ?? .finish(nil)
        case .sending:
            let batch = nextBatch()
            return batch.first.map { .send(round: $0.round, batch) } ?? .finish(nil)
        case .settingAside(let ruling): return .setAside(ruling)
        case .results: return released.first.map { .fetchResults(round: $0) } ?? .finish(nil)
        case .reporting: return .report
        case .finished(let fault): return .finish(fault)
        }
    }

    /// Takes in what came of the last action.
    ///
    /// - Parameter random: 64 random bits, used when a wait has to be chosen.
    mutating func handle(_ event: SyncEvent, random: UInt64) {
        switch event {
        case .failed(let fault): return failed(fault, random: random)
        case .waited(let reason): return waited(reason)
        case .answered(let answer): return answered(answer, random: random)
        case .greeted(let greeting): greeted(greeting)
        case .renewed: stage = .rounds
        case .roundsFetched(let needing, let sentTo, let released):
            (self.needing, self.sentTo, self.released) = (needing, sentTo, released)
            stage = .questionnaires
        case .questionnaireFetched: needing.removeFirst()
        case .returnsFetched(let count):
            summary.returned += count
            sentTo.removeFirst()
        case .loaded(let waiting, let compared):
            queue.add(waiting)
            self.compared = compared
            stage = .comparing
        case .compared(let comparison): return compared(comparison, random: random)
        case .epochKept: stage = .sending
        case .wasSetAside:
            if case .settingAside(let ruling) = stage { summary.count(ruling.verdict) }
            queue.passFirst()
            stage = .sending
        case .resultsFetched: released.removeFirst()
        case .reported: stage = .finished(nil)
        }
        succeeded()
    }

    private mutating func greeted(_ greeting: Greeting) {
        let limits = greeting.limits
        sizer.bytesMaximum = min(sizer.bytesMaximum, max(1, limits.bodyBytes))
        sizer.countMaximum = min(sizer.countMaximum, max(1, limits.batchResponses))
        coding = greeting.coding
        newEpoch = greeting.newEpoch
        stage = greeting.isRenewalDue ? .renewing : .rounds
    }

    private mutating func succeeded() {
        hasContact = true
        sideFailures = 0
        backoff.reset()
        skipEmptyStages()
    }

    /// Leaves the stages in which nothing is left to do.
    private mutating func skipEmptyStages() {
        if stage == .questionnaires, needing.isEmpty { stage = .returns }
        if stage == .returns, sentTo.isEmpty { stage = .loading }
        if stage == .comparing, compared.isEmpty {
            stage = newEpoch != nil && isComparisonWhole ? .keepingEpoch : .sending
        }
        if stage == .sending, queue.isEmpty { stage = .results }
        if stage == .results, released.isEmpty { stage = .reporting }
    }

    /// Responses of the first round that is due, as many as go into one request.
    private func nextBatch() -> [SpoolEntry] {
        queue.batch(of: sizer.count(ofRemaining: queue.remaining))
    }

    /// Responses of the first round that the centre is asked about, as many as go into a request.
    private func nextQuestions() -> [SpoolEntry] {
        Array(compared.prefix(askSizer.size).prefix { $0.round == compared.first?.round })
    }

    private mutating func compared(_ comparison: Comparison, random: UInt64) {
        guard comparison.unanswered < comparison.asked.count else {
            let fault = TransportFault(
                "comparison-missing", .retry, .busy,
                reason: "the server did not say what it has",
                hint: "the responses stay here and are compared again")
            return failed(fault, random: random)
        }
        summary.count(comparison)
        queue.add(comparison.missing)
        if comparison.unanswered > 0 { isComparisonWhole = false }
        askSizer.succeeded(
            count: comparison.asked.count, bytes: comparison.bytes, seconds: comparison.seconds)
        compared.removeFirst(min(comparison.asked.count, compared.count))
        succeeded()
    }

    private mutating func answered(_ answer: BatchAnswer, random: UInt64) {
        for ruling in answer.rulings { summary.count(ruling.verdict) }
        summary.altered += answer.altered
        guard !answer.rulings.isEmpty || !answer.dropped.isEmpty else {
            let fault = TransportFault(
                "verdicts-missing", .retry, .busy,
                reason: "the server answered without a verdict on any response",
                hint: "the responses stay here and are sent again")
            return failed(fault, random: random)
        }
        sizer.succeeded(count: answer.sent.count, bytes: answer.bytes, seconds: answer.seconds)
        // What had no verdict is sent again in the next sync: the others come first.
        queue.pass(answer.sent, answer.dropped)
        succeeded()
    }

    private mutating func failed(_ fault: TransportFault, random: UInt64) {
        // Whoever stops the program wants nothing more to be asked.
        if fault == .interrupted { return stage = .finished(fault) }
        if stage == .sending, handledAlone(fault) { return skipEmptyStages() }
        if leavesOut(fault) { return }
        guard fault.disposition != .stop || isSideStep && fault.kind == .failed else {
            stage = .finished(fault)
            return
        }
        if stage == .sending { sizer.failed() }
        if stage == .comparing { askSizer.failed() }
        let seconds = backoff.failed(
            random: random, retryAfterSeconds: fault.retryAfterSeconds)
        coding = CodingFallback.coding(after: fault, failures: backoff.failures, now: coding)
        let tries = hasContact ? triesMaximum : triesMaximum.map { _ in 1 }
        if let tries, backoff.failures >= tries {
            stage = .finished(fault)
        } else {
            pendingWait = (seconds, fault)
        }
    }

    /// Whether the sending does not depend on what is asked now.
    var isSideStep: Bool {
        switch stage {
        case .renewing, .rounds, .questionnaires, .returns, .comparing, .results, .reporting: true
        case .greeting, .loading, .keepingEpoch, .sending, .settingAside, .finished: false
        }
    }

    /// Leaves a question beside the sending for the next sync, when asking again is of no use.
    private mutating func leavesOut(_ fault: TransportFault) -> Bool {
        guard isSideStep, fault.kind != .notPermitted else { return false }
        let isRoundGone = fault.code == ProblemCode.roundUnknown.rawValue
        // An aggregator of before these questions has no such addresses.
        let isAddressGone = fault.code == ProblemCode.notFound.rawValue && stage != .rounds
        let isOver = isRoundGone || isAddressGone || stage == .reporting
        if !isOver {
            guard fault.kind != .unreachable else { return false }
            sideFailures += 1
            guard sideFailures >= Self.sideTriesMaximum else { return false }
        }
        sideFailures = 0
        if !isOver, stage != .renewing { leftover = fault }
        switch stage {
        case .renewing: stage = .rounds
        case .rounds: stage = .returns
        case .questionnaires: needing.removeFirst()
        case .returns: sentTo.removeFirst()
        case .results: released.removeFirst()
        case .comparing:
            // Without an answer nothing is known: it stays where it is, and so does the epoch.
            guard let round = compared.first?.round else { break }
            compared.removeAll { $0.round == round }
            isComparisonWhole = false
            if isRoundGone { queue.leaveOut(round, because: fault) }
            if isAddressGone, comparesAll || newEpoch != nil { leftover = fault }
        default: stage = .finished(nil)
        }
        skipEmptyStages()
        return true
    }

    /// Whether a failed request concerned only its round or its one response.
    private mutating func handledAlone(_ fault: TransportFault) -> Bool {
        let batch = nextBatch()
        guard let first = batch.first else { return false }
        let about = BatchFault(fault)
        switch about {
        case nil: return false
        case .coding:
            // Something on the way that knows less than the server; every server takes gzip.
            coding = .gzip
            return true
        case .round:
            queue.leaveOut(first.round, because: fault)
            return true
        case .responses: break
        }
        queue.advance(to: first)
        if batch.count > 1 {
            sizer.failed()
            return true
        }
        guard about == .responses(isServersWord: true) else {
            // It stays where it is for the next sync, and the others go on.
            leftover = fault
            queue.passFirst()
            return true
        }
        stage = .settingAside(Ruling(refusing: first, because: fault))
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
}

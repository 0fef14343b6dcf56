import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What the sync decides")
struct SyncMachineTests {
    private let limits = Hello.Announced(bodyBytes: 8_388_608, batchResponses: 10_000)
    private let busy = TransportFault("http-503", .retry, .busy, reason: "busy", hint: "wait")

    /// A machine that is about to send so many responses of each round.
    private func machine(_ counts: [String: Int], triesMaximum: Int? = nil) throws -> SyncMachine {
        var machine = SyncMachine(triesMaximum: triesMaximum)
        machine.handle(.greeted(Greeting(limits: limits)), random: 0)
        machine.handle(.roundsFetched(needing: [], sentTo: [], released: []), random: 0)
        machine.handle(.loaded(waiting: entries(counts), compared: []), random: 0)
        return machine
    }

    private func entries(_ counts: [String: Int]) -> [SpoolEntry] {
        counts.sorted { $0.key < $1.key }.flatMap { round, count in
            (0..<count).map { number in
                let id = ResponseID(milliseconds: UInt64(number), random: (1, 2))
                return SpoolEntry(
                    round: round, state: .waiting, id: id, revision: 1,
                    digest: Digest.of(Array("\(round)\(number)".utf8)))
            }
        }
    }

    private func batch(_ machine: SyncMachine) -> [SpoolEntry] {
        if case .send(_, let entries) = machine.next() { entries } else { [] }
    }

    private func accept(
        _ machine: inout SyncMachine, seconds: Double = 1, bytes: Int = 1_000
    ) {
        let sent = batch(machine)
        let rulings = sent.map {
            Ruling(entry: $0, verdict: .accepted, receipt: nil, problem: nil)
        }
        machine.handle(
            .answered(
                BatchAnswer(
                    sent: sent, dropped: [], rulings: rulings, bytes: bytes, seconds: seconds)),
            random: 0)
    }

    @Test("A response that was altered here is counted and said")
    func altered() throws {
        var machine = try machine(["a": 1])
        let dropped = batch(machine)
        machine.handle(
            .answered(
                BatchAnswer(
                    sent: [], dropped: dropped, rulings: [], bytes: 0, seconds: 0,
                    altered: 1)),
            random: 0)
        #expect(machine.summary.altered == 1)
        #expect(SyncText.lines(machine.summary).contains { $0.contains("set aside") })
    }

    @Test("After it was stopped it asks nothing more, also where a failure would be left for later")
    func interruption() {
        var machine = SyncMachine(triesMaximum: 5)
        machine.handle(.greeted(Greeting(limits: limits)), random: 0)
        #expect(machine.next() == .fetchRounds)
        machine.handle(.failed(.interrupted), random: 0)
        #expect(machine.next() == .finish(.interrupted))
        #expect(machine.leftover == nil)
    }

    @Test("It greets, asks for rounds, fetches each questionnaire and then looks at the spool")
    func order() {
        var machine = SyncMachine(triesMaximum: 5)
        #expect(machine.next() == .greet)
        machine.handle(.greeted(Greeting(limits: limits)), random: 0)
        #expect(machine.next() == .fetchRounds)
        let rounds = [Fixture.round("a"), Fixture.round("b")]
        machine.handle(.roundsFetched(needing: rounds, sentTo: [], released: []), random: 0)
        #expect(machine.next() == .fetchQuestionnaire(rounds[0]))
        machine.handle(.questionnaireFetched, random: 0)
        #expect(machine.next() == .fetchQuestionnaire(rounds[1]))
        machine.handle(.questionnaireFetched, random: 0)
        #expect(machine.next() == .load(comparesAll: false))
        machine.handle(.loaded(waiting: [], compared: []), random: 0)
        #expect(machine.next() == .report)
        machine.handle(.reported, random: 0)
        #expect(machine.next() == .finish(nil))
    }

    @Test("Published figures are asked for after everything is sent, and hold up nothing")
    func publishedFigures() {
        var machine = SyncMachine(triesMaximum: 5)
        machine.handle(.greeted(Greeting(limits: limits)), random: 0)
        machine.handle(
            .roundsFetched(needing: [], sentTo: [], released: ["a", "b"]), random: 0)
        machine.handle(.loaded(waiting: [], compared: []), random: 0)
        #expect(machine.next() == .fetchResults(round: "a"))
        let gone = TransportFault(
            ProblemCode.notFound.rawValue, .stop, .failed, reason: "no", hint: "no")
        machine.handle(.failed(gone), random: 0)
        #expect(machine.next() == .fetchResults(round: "b"))
        machine.handle(.resultsFetched, random: 0)
        #expect(machine.next() == .report)
    }

    @Test("Batches double while requests are quick and small")
    func growth() throws {
        var machine = try machine(["a": 5_000])
        var sizes: [Int] = []
        while case .send = machine.next() {
            sizes.append(batch(machine).count)
            accept(&machine)
        }
        #expect(sizes == [100, 200, 400, 800, 1_600, 1_000, 900])
        #expect(machine.summary.accepted == 5_000)
    }

    @Test("Batches do not grow beyond the limit of bytes, nor when requests are slow")
    func noGrowth() throws {
        var large = try machine(["a": 1_000])
        accept(&large, bytes: 5_000_000)
        #expect(batch(large).count == 100)
        var slow = try machine(["a": 1_000])
        accept(&slow, seconds: 11)
        #expect(batch(slow).count == 50)
    }

    @Test("After an error the last good size is sent, then half of it, down to one")
    func fallback() throws {
        var machine = try machine(["a": 5_000])
        accept(&machine)
        accept(&machine)
        var sizes = [batch(machine).count]
        for _ in 0..<10 {
            machine.handle(.failed(busy), random: 0)
            machine.handle(.waited(.elapsed), random: 0)
            sizes.append(batch(machine).count)
        }
        #expect(sizes == [400, 200, 100, 50, 25, 12, 6, 3, 1, 1, 1])
    }

    @Test("Waits double in their ceiling, stay between 1 second and 15 minutes, and are random")
    func backoff() {
        let random = SeededRandom(seed: 3)
        for _ in 0..<200 {
            var backoff = Backoff()
            for failure in 1...14 {
                let ceiling = min(900, Double(1 << min(failure, 10)))
                let wait = backoff.failed(random: random.next(), retryAfterSeconds: nil)
                #expect((1...ceiling).contains(wait))
            }
        }
        var least = Backoff()
        var most = Backoff()
        #expect(least.failed(random: 0, retryAfterSeconds: nil) == 1)
        for _ in 0..<20 { _ = most.failed(random: 0, retryAfterSeconds: nil) }
        #expect(most.failed(random: .max, retryAfterSeconds: nil) > 899)
    }

    @Test("The wait is never shorter than the server asks, within an hour")
    func retryAfter() {
        for random: UInt64 in [0, .max / 2, .max] {
            var backoff = Backoff()
            let wait = backoff.failed(random: random, retryAfterSeconds: 120)
            #expect((120...121).contains(wait))
            #expect(backoff.failed(random: random, retryAfterSeconds: 1e9) <= 3_601)
        }
    }

    @Test("A round that is not open does not hold up the others")
    func roundSkipped() throws {
        var machine = try machine(["a": 3, "b": 2])
        let fault = TransportFault(
            ProblemCode.roundNotOpen.rawValue, .retry, .busy, reason: "not open", hint: "")
        machine.handle(.failed(fault), random: 0)
        #expect(machine.next() == .send(round: "b", entries(["b": 2])))
        accept(&machine)
        #expect(machine.next() == .report)
        #expect(Array(machine.skipped.keys) == ["a"])
    }

    @Test("Towards the end a request carries half of what is left, down to a thousand")
    func lastRequests() throws {
        var machine = try machine(["a": 10_000])
        var sizes: [Int] = []
        while case .send(_, let entries) = machine.next() {
            sizes.append(entries.count)
            accept(&machine)
        }
        #expect(sizes == [100, 200, 400, 800, 1_600, 3_200, 1_850, 1_000, 850])
    }

    @Test("A response that alone is too much is set aside, and the rest goes on")
    func tooMuch() throws {
        var machine = try machine(["a": 2])
        let fault = TransportFault("body-too-large", .stop, .failed, reason: "too much", hint: "")
        machine.handle(.failed(fault), random: 0)
        while batch(machine).count > 1 { machine.handle(.failed(fault), random: 0) }
        machine.handle(.failed(fault), random: 0)
        guard case .setAside(let ruling) = machine.next() else {
            Issue.record("the response was not set aside")
            return
        }
        #expect(ruling.verdict == .refused)
        #expect(ruling.problem?.code == "body-too-large")
        machine.handle(.wasSetAside, random: 0)
        accept(&machine)
        #expect(machine.next() == .report)
        #expect(machine.summary.refused == 1)
        #expect(machine.summary.accepted == 1)
    }

    @Test("What only a person can change ends the sync at once")
    func stop() throws {
        var machine = try machine(["a": 1])
        let fault = TransportFault("agent-revoked", .stop, .notPermitted, reason: "", hint: "")
        machine.handle(.failed(fault), random: 0)
        #expect(machine.next() == .finish(fault))
    }

    @Test("Without contact a single sync gives up at once; with contact after so many failures")
    func tries() throws {
        var silent = SyncMachine(triesMaximum: 3)
        silent.handle(.failed(busy), random: 0)
        #expect(silent.next() == .finish(busy))
        var machine = try machine(["a": 1], triesMaximum: 3)
        for _ in 0..<2 {
            machine.handle(.failed(busy), random: 0)
            guard case .wait = machine.next() else {
                Issue.record("it gave up too early")
                return
            }
            machine.handle(.waited(.elapsed), random: 0)
        }
        machine.handle(.failed(busy), random: 0)
        #expect(machine.next() == .finish(busy))
    }

    @Test("When the network comes back, waits begin short again")
    func networkReturn() throws {
        var machine = SyncMachine(triesMaximum: nil)
        for _ in 0..<12 {
            machine.handle(.failed(busy), random: .max)
            machine.handle(.waited(.elapsed), random: 0)
        }
        machine.handle(.failed(busy), random: .max)
        guard case .wait(let long, _) = machine.next() else { return }
        #expect(long > 800)
        machine.handle(.waited(.networkChanged), random: 0)
        #expect(machine.next() == .greet)
        machine.handle(.failed(busy), random: .max)
        guard case .wait(let short, _) = machine.next() else { return }
        #expect(short <= 2)
    }
}

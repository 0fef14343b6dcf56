import SurveyProtocol

@testable import AgentTesting
@testable import SurveyAgent

/// An enrolled agent with so many responses waiting, and its server.
struct SyncSetting {
    let disk = MemoryDisk()
    let server = FakeServer()
    let clock = SimulatedClock()
    let pause: SimulatedPause
    let entries: [SpoolEntry]
    let responses: [(id: ResponseID, revision: Int, bytes: [UInt8])]

    init(waiting count: Int, rounds: [RoundSummary] = [Fixture.round()]) throws {
        pause = SimulatedPause(clock: clock)
        try Fixture.prepare(disk, rounds: rounds)
        responses = try Fixture.responses(count, device: Fixture.device(clock: clock))
        entries = try Fixture.spool(disk).seal(responses, round: "2026")
        server.rounds = rounds
    }

    var home: Home { Home(disk: disk) }

    var spool: Spool { Fixture.spool(disk) }

    func run(
        resend: Bool = false, triesMaximum: Int? = 5, compares: String? = nil,
        through transport: (any Transport)? = nil
    ) throws -> SyncRun.Outcome {
        try SyncRun(
            home: home, spool: spool, transport: transport ?? server,
            device: Fixture.device(seed: 9, clock: clock), pause: pause,
            options: SyncRun.Options(
                resend: resend, triesMaximum: triesMaximum, compares: compares)
        ).run()
    }

    /// How many responses are in a state.
    func count(_ state: SpoolState) throws -> Int { try spool.counts("2026")[state] ?? 0 }

    /// An edit of a response, ready for the spool.
    func edit(
        _ number: Int, revision: Int = 2
    ) throws -> (id: ResponseID, revision: Int, bytes: [UInt8]) {
        let sealer = try Fixture.sealer(Fixture.device(seed: 77, clock: clock))
        var answers = AnswerSet(of: sealer.questionnaire)
        answers.items[1] = revision % 3
        let response = sealer.response(
            answers, token: try Fixture.key().token(round: "2026", label: "p\(number)"),
            as: (responses[number].id, revision, entries[number].digest),
            startedAt: "2026-03-01T09:00:00Z")
        return (response.id, revision, response.sealed())
    }

    /// The server gives a response back.
    func giveBack(_ number: Int, reason: String = "The unit is missing.") {
        let entry = entries[number]
        server.returned.append(
            ReturnedResponse(
                ReconcileQuestion(id: entry.id, revision: entry.revision, digest: entry.digest),
                reason: reason, returnedAt: "2026-03-02T09:30:00Z"))
    }
}

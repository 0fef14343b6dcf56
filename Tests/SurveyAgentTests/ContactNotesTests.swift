import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What a sync for good says of its contact with the centre")
struct ContactNotesTests {
    /// A server that lets nothing through at first.
    private final class Late: Transport {
        let server: FakeServer
        let mishap: FakeServer.Mishap
        var failures: Int

        init(_ server: FakeServer, _ mishap: FakeServer.Mishap, failures: Int) {
            (self.server, self.mishap, self.failures) = (server, mishap, failures)
        }

        func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
            guard failures > 0 else { return try server.send(request) }
            failures -= 1
            return try server.answer(mishap) { TransportReply(status: 500) }
        }
    }

    private let terminal = ScriptedTerminal()

    /// The lines that were noted.
    private var lines: [Substring] { terminal.errors.split(separator: "\n") }

    /// Syncs as `sync --watch` does, once.
    private func sync(
        _ setting: SyncSetting, _ contact: ContactNotes, through transport: any Transport
    ) throws {
        let run = SyncRun(
            home: setting.home, spool: setting.spool, transport: transport,
            device: Fixture.device(seed: 9, clock: setting.clock), pause: setting.pause,
            options: SyncRun.Options(triesMaximum: nil))
        let outcome = try SyncCommand.perform(run, terminal, contact)
        if outcome.fault == nil { contact.completed() }
    }

    @Test(
        "An outage is said once with its reason and the next try, and its end once",
        arguments: [FakeServer.Mishap.lost, .status(503), .captivePortal])
    func outage(mishap: FakeServer.Mishap) throws {
        let setting = try SyncSetting(waiting: 3)
        let contact = ContactNotes(on: terminal)
        try sync(setting, contact, through: Late(setting.server, mishap, failures: 12))
        #expect(setting.pause.waits.count == 12)
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("survey-agent: note: "))
        #expect(lines[0].contains("; next try in 2 s, later ones at most 15 min apart"))
        #expect(lines[1].hasPrefix("survey-agent: hint: "))
        #expect(lines[1].hasSuffix("nothing is lost, and it is tried again by itself"))
        #expect(lines[2] == "survey-agent: note: the centre can be reached again")
        #expect(terminal.output.isEmpty)
        try sync(setting, contact, through: setting.server)
        #expect(lines.count == 3)
        try sync(setting, contact, through: Late(setting.server, mishap, failures: 2))
        #expect(lines.count == 6)
    }

    @Test("An outage while sending ends when responses are sent")
    func outageWhileSending() throws {
        let setting = try SyncSetting(waiting: 3)
        setting.server.mishaps = Array(repeating: .lost, count: 4)
        try sync(setting, ContactNotes(on: terminal), through: setting.server)
        #expect(lines.count == 3)
        #expect(lines.last?.hasSuffix("reached again") == true)
    }

    @Test("A question beside the sending that has no answer is not an outage")
    func questionBeside() throws {
        let setting = try SyncSetting(waiting: 3)
        setting.server.pathMishaps[Path.rounds] = .status(500)
        try sync(setting, ContactNotes(on: terminal), through: setting.server)
        #expect(try setting.count(.acknowledged) == 3)
        #expect(terminal.errors.isEmpty)
    }

    @Test("What only a person can change is said once, and again when it is another matter")
    func standstill() {
        let contact = ContactNotes(on: terminal)
        let revoked = TransportFault("x", .stop, .notPermitted, reason: "not let in", hint: "ask")
        for _ in 0..<3 {
            contact.stopped(revoked, nextTrySeconds: 900)
            contact.took(.greeted)
        }
        #expect(
            lines == [
                "survey-agent: note: not let in; nothing is sent now, next try in 15 min",
                "survey-agent: hint: ask",
            ])
        let other = TransportFault("y", .stop, .failed, reason: "no room", hint: "make room")
        contact.stopped(other, nextTrySeconds: 900)
        #expect(lines.count == 4)
        contact.completed()
        contact.completed()
        #expect(lines.count == 5)
    }
}

import FoundationEssentials
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What a line must have to be believed")
struct EvidenceTests {
    private static let entry = SpoolEntry(
        round: "2026", state: .waiting, id: ResponseID(milliseconds: 1, random: (1, 2)),
        revision: 1, digest: Digest.of([1]))
    private static let receipt = Receipt(
        server: "server-1", epoch: 1, sequence: 1, receivedAt: "2026-03-01T09:30:00Z")
    private static let problem = Problem(.respondentRepeated, "")

    private func verdict(
        _ verdict: Verdict, hasReceipt: Bool, hasProblem: Bool, identity: String = "server-1"
    ) throws -> Ruling? {
        let entry = Self.entry
        var bytes: [UInt8] = []
        VerdictLine(
            of: (entry.id, entry.revision), digest: entry.digest, verdict: verdict,
            receipt: hasReceipt ? Self.receipt : nil, problem: hasProblem ? Self.problem : nil
        ).append(to: &bytes)
        let reply = TransportReply(
            status: 200, body: bytes, headers: ["content-type": MediaType.verdicts])
        return try VerdictReader.rulings(
            reply, sent: [entry], server: "s", identity: identity
        ).first
    }

    private func answer(
        _ state: HeldState, hasReceipt: Bool, hasProblem: Bool
    ) throws -> (ruling: Ruling?, isMissing: Bool) {
        let entry = Self.entry
        let question = ReconcileQuestion(
            id: entry.id, revision: entry.revision, digest: entry.digest)
        let bytes = try JSONFile.bytes(
            ReconcileAnswer(
                to: question, state: state, receipt: hasReceipt ? Self.receipt : nil,
                problem: hasProblem ? Self.problem : nil))
        let reply = TransportReply(
            status: 200, body: bytes, headers: ["content-type": MediaType.reconcile])
        let answers = try ComparisonReader.answers(reply, asked: [entry], server: "s")
        return (answers.rulings.first, !answers.missing.isEmpty)
    }

    @Test("A verdict counts with its receipt, and one that does not count it with its reason")
    func verdicts() throws {
        for verdict in [Verdict.accepted, .duplicate, .superseded] {
            #expect(try self.verdict(verdict, hasReceipt: true, hasProblem: false) != nil)
            #expect(try self.verdict(verdict, hasReceipt: false, hasProblem: false) == nil)
        }
        #expect(try verdict(.quarantined, hasReceipt: true, hasProblem: true)?.state == .held)
        #expect(try verdict(.quarantined, hasReceipt: false, hasProblem: true) == nil)
        #expect(try verdict(.quarantined, hasReceipt: true, hasProblem: false) == nil)
        #expect(try verdict(.refused, hasReceipt: false, hasProblem: true)?.state == .refused)
        #expect(try verdict(.refused, hasReceipt: false, hasProblem: false) == nil)
    }

    @Test("A receipt in the name of another server proves nothing")
    func otherServer() throws {
        for verdict in [Verdict.accepted, .duplicate, .superseded, .quarantined] {
            let hasProblem = verdict == .quarantined
            for (identity, counts) in [("server-1", true), ("server-2", false), ("", false)] {
                let ruling = try self.verdict(
                    verdict, hasReceipt: true, hasProblem: hasProblem, identity: identity)
                #expect((ruling != nil) == counts, "\(verdict) of \(identity)")
            }
        }
    }

    @Test("Who enrolls in vain is asked for the code again, not told that a sync tries again")
    func enrollingInVain() {
        let fault = TransportFault(
            passing: "curl-7", .unreachable, reason: "cannot reach it", advice: "check the network")
        #expect(fault.hint.contains("`survey-agent sync` tries again"))
        #expect(fault.askingForTheCode.hint == "check the network, then paste the same code again")
        #expect(fault.askingForTheCode.reason == fault.reason)
    }

    @Test("What the centre says that it has counts in the same way")
    func answers() throws {
        #expect(try answer(.stored, hasReceipt: true, hasProblem: false).ruling != nil)
        #expect(try answer(.stored, hasReceipt: false, hasProblem: false).ruling == nil)
        #expect(try answer(.missing, hasReceipt: false, hasProblem: false).isMissing)
        for state in [HeldState.quarantined, .rejected] {
            #expect(try answer(state, hasReceipt: true, hasProblem: true).ruling != nil)
            #expect(try answer(state, hasReceipt: true, hasProblem: false).ruling == nil)
            #expect(try answer(state, hasReceipt: false, hasProblem: true).ruling == nil)
        }
    }

    @Test(
        "A reason whose name or code was damaged on the way is asked for again",
        arguments: [true, false],
        [FakeServer.Mishap.renamedProblem, .damagedCode])
    func damagedReason(isRefused: Bool, mishap: FakeServer.Mishap) throws {
        let code: ProblemCode = isRefused ? .responseMalformed : .respondentRepeated
        let setting = try SyncSetting(waiting: 2)
        setting.server.verdicts[setting.entries[1].id] = (
            isRefused ? .refused : .quarantined, code
        )
        setting.server.mishaps = [mishap]
        let summary = try setting.run().summary
        #expect((summary.accepted, summary.waiting) == (1, 1))
        _ = try setting.run()
        let state: SpoolState = isRefused ? .refused : .held
        let entry = try #require(try setting.spool.entries("2026", state).first)
        #expect(try setting.spool.problem(of: entry)?.code == code.rawValue)
        #expect(try setting.count(.waiting) == 0)
    }

    @Test(
        "A rejection whose reason was damaged on the way is learned at the next sync",
        arguments: [FakeServer.Mishap.renamedProblem, .damagedCode])
    func damagedRejection(mishap: FakeServer.Mishap) throws {
        let setting = try SyncSetting(waiting: 1)
        setting.server.verdicts[setting.entries[0].id] = (.quarantined, .respondentRepeated)
        _ = try setting.run()
        setting.server.decisions[setting.entries[0].id] = .rejected
        setting.server.pathMishaps[Path.reconcile("2026")] = mishap
        #expect(try setting.run().summary.rejected == 0)
        #expect(try setting.count(.held) == 1)
        setting.server.pathMishaps = [:]
        #expect(try setting.run().summary.rejected == 1)
        let refused = try #require(try setting.spool.entries("2026", .refused).first)
        #expect(try setting.spool.problem(of: refused)?.code == "response-rejected")
    }

    @Test("A code counts as new only when the type says the same; without a type it counts")
    func codeAndType() throws {
        func read(_ json: String) -> ReportedProblem? {
            try? JSONDecoder().decode(ReportedProblem.self, from: Data(json.utf8))
        }
        let urn = "urn:maturity-survey:problem:"
        #expect(read(#"{"type":"\#(urn)a-new-code","code":"a-new-code"}"#)?.code == "a-new-code")
        #expect(read(#"{"type":"\#(urn)a-new-code","code":"a-nev-code"}"#) == nil)
        #expect(read(#"{"code":"a-new-code"}"#)?.code == "a-new-code")
    }
}

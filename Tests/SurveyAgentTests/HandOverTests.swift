import Crypto
import FoundationEssentials
import SurveyProtocol
import SwiftASN1
import Testing
import X509

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Handing over by file")
struct HandOverTests {
    private let setting: SyncSetting
    private let key = P256.Signing.PrivateKey()

    init() throws {
        setting = try SyncSetting(waiting: 4)
        let pem = try setting.server.certificate(for: key.publicKey).pem
        let authority = try setting.server.certificate(for: setting.server.authority.publicKey).pem
        try setting.disk.place([
            DiskFile(path: Home.keyPath, bytes: SigningKey.bytes(key)),
            DiskFile(path: Home.certificatePath, bytes: Array(pem.utf8)),
            DiskFile(path: Home.authorityPath, bytes: Array(authority.utf8)),
        ])
    }

    private func exported() throws -> [UInt8] {
        let writer = HandOverWriter(
            home: setting.home, spool: setting.spool, device: Fixture.device())
        return try #require(try writer.file("2026")).bytes
    }

    private func accept(_ file: [UInt8]) throws -> HandOverReader.Outcome {
        try HandOverReader(home: setting.home, spool: setting.spool).accept(file)
    }

    private func seal(_ bytes: [UInt8], by key: P256.Signing.PrivateKey) throws -> [UInt8] {
        let signature = try key.signature(for: Data(bytes)).derRepresentation
        return bytes
            + (try JSONFile.bytes(
                HandOverSeal(digest: .of(bytes), signature: Base64URL.text(Array(signature)))))
    }

    /// What the centre answers to a file.
    private func answer(
        _ file: [UInt8], epoch: Int = 1, by key: P256.Signing.PrivateKey? = nil
    ) throws -> [UInt8] {
        let lines = file.split(separator: 0x0A)
        let head = try JSONDecoder().decode(HandOverHead.self, from: Data(lines[0]))
        let responses = lines.dropFirst().dropLast()
        var bytes = try JSONFile.bytes(
            HandOverHead(
                answering: head, file: .of(file), epoch: epoch, count: responses.count,
                writtenAt: "2026-03-01T10:00:00Z"))
        for (number, line) in responses.enumerated() {
            var parser = ResponseParser()
            try parser.parse(Array(line).span)
            VerdictLine(
                of: (parser.fields.id, parser.fields.revision), digest: .of(Array(line)),
                verdict: number == 0 ? .quarantined : .accepted,
                receipt: Receipt(
                    server: "server-1", epoch: epoch, sequence: number + 1,
                    receivedAt: "2026-03-01T10:00:00Z"),
                problem: number == 0 ? Problem(.arrivedAfterClosing, "") : nil
            ).append(to: &bytes)
        }
        return try seal(bytes, by: key ?? setting.server.authority)
    }

    @Test("The file holds the sealed bytes as they are, between a head and the agent's seal")
    func export() throws {
        let file = try exported()
        let lines = file.split(separator: 0x0A).map { Array($0) }
        #expect(Set(lines[1...4]) == Set(setting.responses.map(\.bytes)))
        let head = try JSONDecoder().decode(HandOverHead.self, from: Data(lines[0]))
        #expect(head.count == 4 && head.agent == "agent-1" && head.round == "2026")
        #expect(head.certificate?.contains("BEGIN CERTIFICATE") == true)
        let seal = try JSONDecoder().decode(HandOverSeal.self, from: Data(lines[5]))
        let sealed = Array(file.dropLast(lines[5].count + 1))
        #expect(seal.digest == .of(sealed))
        let signature = try #require(Base64URL.bytes(Array(seal.signature.utf8)))
        #expect(
            key.publicKey.isValidSignature(
                try P256.Signing.ECDSASignature(derRepresentation: Data(signature)),
                for: Data(sealed)))
        #expect(try setting.count(.waiting) == 4, "they wait until the answer comes")
    }

    @Test("The answer settles each response, once and again")
    func accepting() throws {
        let answer = try answer(exported())
        let outcome = try accept(answer)
        #expect(outcome.summary == SyncSummary(sent: 4, accepted: 3, quarantined: 1))
        #expect(try setting.count(.acknowledged) == 3)
        #expect(try setting.count(.held) == 1)
        #expect(try setting.spool.receipts("2026").count == 4)
        #expect(try accept(answer) == HandOverReader.Outcome(known: 4))
    }

    @Test("A file that was cut at any line or altered at any place changes nothing")
    func damage() throws {
        let answer = try answer(exported())
        let random = SeededRandom(seed: 11)
        for _ in 0..<60 {
            var damaged = answer
            let place = random.below(damaged.count - 1)
            if random.below(2) == 0 {
                damaged.removeLast(damaged.count - place)
            } else {
                damaged[place] ^= 1
            }
            #expect(throws: HandOverFault.self) { try accept(damaged) }
        }
        #expect(try setting.count(.waiting) == 4)
    }

    @Test("A file that somebody else sealed is not believed")
    func foreign() throws {
        let file = try exported()
        let fault = #expect(throws: HandOverFault.self) {
            try accept(answer(file, by: P256.Signing.PrivateKey()))
        }
        #expect(fault?.code == "hand-over-foreign")
        #expect(throws: HandOverFault.self) { try accept(file) }
    }

    /// Does something while the server is asked what it has.
    private struct Interrupted: Transport {
        let server: FakeServer
        let deed: () -> Void

        func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
            let reply = try server.send(request)
            if request.path == Path.reconcile("2026") { deed() }
            return reply
        }
    }

    @Test("An answer that is taken while a sync compares with a restored centre is asked for again")
    func betweenComparingAndKeeping() throws {
        _ = try setting.run()
        // The answer holds the first for a person, who is asked about it at every sync anyway; the
        // second it acknowledges.
        _ = try setting.spool.seal([setting.edit(0), setting.edit(1)], round: "2026")
        let answer = try answer(exported())
        setting.server.stored = [:]
        setting.server.hello = Hello(server: "server-1", epoch: 2, group: "", time: "")
        setting.server.mishaps = Array(repeating: .lost, count: 9)
        let server = Interrupted(server: setting.server) { _ = try? accept(answer) }
        _ = try SyncRun(
            home: setting.home, spool: setting.spool, transport: server,
            device: Fixture.device(seed: 9), pause: setting.pause
        ).run()
        setting.server.mishaps = []
        _ = try setting.run()
        #expect(setting.server.stored.count == 6)
        #expect(try setting.home.enrollment()?.epoch == 2)
    }

    @Test("A file that answers another agent is refused, unless it names what is here")
    func otherAgent() throws {
        let answer = try answer(exported())
        let known = Fixture.enrollment
        let other = Enrollment(
            server: known.server, agent: "agent-2", organization: known.organization,
            address: known.address, group: known.group, code: known.code, epoch: known.epoch)
        try setting.home.save(other)
        #expect(try accept(answer).summary.sent == 4, "enrolled again since, the same computer")
        let elsewhere = try SyncSetting(waiting: 0)
        try elsewhere.home.save(other)
        try elsewhere.disk.place([
            DiskFile(path: Home.authorityPath, bytes: try setting.disk.read(Home.authorityPath))
        ])
        let fault = #expect(throws: HandOverFault.self) {
            try HandOverReader(home: elsewhere.home, spool: elsewhere.spool).accept(answer)
        }
        #expect(fault?.code == "hand-over-foreign")
    }

    @Test("A file from before the centre was restored is refused: it may lack what it promised")
    func outdated() throws {
        let answer = try answer(exported())
        setting.server.hello = Hello(server: "server-1", epoch: 2, group: "", time: "")
        setting.server.mishaps = Array(repeating: .lost, count: 9)
        _ = try setting.run()
        #expect(try setting.home.enrollment()?.epoch == 2)
        let fault = #expect(throws: HandOverFault.self) { try accept(answer) }
        #expect(fault?.code == "hand-over-outdated")
        #expect(try setting.count(.waiting) == 4)
    }
}

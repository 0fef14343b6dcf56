import Crypto
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Becoming known to the server")
struct EnrollerTests {
    private let disk = MemoryDisk()
    private let server = FakeServer()

    private func enroll(_ code: EnrollmentCode) throws -> Enrollment {
        let server = server
        return try Enroller(
            home: Home(disk: disk), device: Fixture.device(), connect: { _ in server }
        ).enroll(code, proxy: .none)
    }

    @Test("Enrolling leaves key, certificate, authority and respondent key")
    func files() throws {
        let enrollment = try enroll(server.code())
        #expect(enrollment.organization == "harbor")
        #expect(try Home(disk: disk).enrollment() == enrollment)
        let key = String(decoding: try disk.read(Home.keyPath), as: UTF8.self)
        _ = try P256.Signing.PrivateKey(pemRepresentation: key)
        #expect(try disk.read(Home.respondentKeyPath).count == 32)
        #expect(disk.files.keys.allSatisfy { !$0.hasPrefix("enrolling-") })
    }

    @Test("The same code again is success with the same key")
    func again() throws {
        let first = try enroll(server.code())
        let key = try disk.read(Home.keyPath)
        #expect(try enroll(server.code()) == first)
        #expect(try disk.read(Home.keyPath) == key)
    }

    @Test("After a lost answer or a power cut at any step the same code still works")
    func interrupted() throws {
        for cut in 1...14 {
            let disk = MemoryDisk(seed: UInt64(cut))
            let server = FakeServer()
            let enroller = Enroller(
                home: Home(disk: disk), device: Fixture.device(), connect: { _ in server })
            disk.stepsLeft = cut
            _ = try? enroller.enroll(server.code(), proxy: .none)
            disk.restart()
            let enrollment = try enroller.enroll(server.code(), proxy: .none)
            #expect(enrollment.agent == "agent-1", "cut after \(cut)")
        }
    }

    @Test("A server with another authority than the code's is not believed")
    func otherAuthority() throws {
        let code = try FakeServer().code()
        let fault = #expect(throws: TransportFault.self) { try enroll(code) }
        #expect(fault?.code == "authority-differs")
        #expect(server.enrolledKeys.isEmpty)
    }

    @Test("A second code is refused, unused, while the first enrollment works")
    func secondCode() throws {
        _ = try enroll(server.code())
        let fault = #expect(throws: HomeFault.self) { try enroll(server.code(secret: 6)) }
        #expect(fault?.code == "enrolled-elsewhere")
        #expect(server.enrolledKeys.count == 1)
    }

    @Test("After a revocation a new code is taken, with a new key")
    func afterRevocation() throws {
        _ = try enroll(server.code())
        let key = try disk.read(Home.keyPath)
        let locked = LockedServer(server)
        let enrollment = try Enroller(
            home: Home(disk: disk), device: Fixture.device(), connect: { _ in locked }
        ).enroll(server.code(secret: 6), proxy: .none)
        #expect(enrollment.agent == "agent-2")
        #expect(try disk.read(Home.keyPath) != key)
    }

    @Test("A code that was used with another key is refused as not permitted")
    func usedCode() throws {
        _ = try enroll(server.code())
        let other = MemoryDisk()
        let server = server
        let fault = #expect(throws: TransportFault.self) {
            try Enroller(
                home: Home(disk: other), device: Fixture.device(seed: 2), connect: { _ in server }
            ).enroll(server.code(), proxy: .none)
        }
        #expect(fault?.exit == .notPermitted)
        #expect(try Home(disk: other).enrollment() == nil)
    }
}

/// A server that does not let the agent see its rounds.
private final class LockedServer: Transport {
    private let server: FakeServer

    init(_ server: FakeServer) {
        self.server = server
    }

    func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
        if request.path == Path.rounds {
            throw TransportFault("agent-revoked", .stop, .notPermitted, reason: "", hint: "")
        }
        return try server.send(request)
    }
}

import Crypto
import FoundationEssentials
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What doctor finds")
struct DoctorTests {
    private let setting: SyncSetting

    init() throws {
        setting = try SyncSetting(waiting: 2)
        let key = P256.Signing.PrivateKey()
        let server = setting.server
        try setting.disk.place([
            DiskFile(path: Home.keyPath, bytes: SigningKey.bytes(key)),
            DiskFile(
                path: Home.certificatePath,
                bytes: Array(try server.certificate(for: key.publicKey).pem.utf8)),
            DiskFile(
                path: Home.authorityPath,
                bytes: Array(try server.certificate(for: server.authority.publicKey).pem.utf8)),
        ])
    }

    /// What is found with a server, or with a fault on the way to it.
    private func findings(
        fault: TransportFault? = nil, proxy: String? = nil
    ) throws -> [Finding.Step: Finding] {
        let server = setting.server
        let agent = Agent(
            terminal: ScriptedTerminal([]), device: Fixture.device(), disk: setting.disk,
            environment: ["https_proxy": "http://unused:1", "no_proxy": "*"],
            connect: { _ in FaultyWay(server: server, fault: fault) })
        let list = try Doctor(agent: agent, proxy: proxy).findings()
        #expect(list.map(\.step) == Finding.Step.allCases.filter { list.map(\.step).contains($0) })
        #expect(Set(list.map(\.step)) == Set(Finding.Step.allCases), "every step has its sentence")
        return Dictionary(uniqueKeysWithValues: list.map { ($0.step, $0) })
    }

    @Test("Every step of a working agent is good, and a far clock is a note")
    func working() throws {
        let found = try findings()
        #expect(found.values.filter { $0.state == .fault || $0.state == .unknown } == [])
        #expect(found[.clock]?.state == .note)
        #expect(found[.spool]?.says.hasPrefix("2 sealed revisions are as sealed") == true)
    }

    @Test(
        "A fault is found at its step, what comes before is good, what comes after unknown",
        arguments: [
            (5, Finding.Step.proxy), (6, .name), (7, .route), (28, .route), (35, .tls),
            (60, .authority), (52, .server),
        ])
    func network(result: Int, step: Finding.Step) throws {
        let fault = CurlTable.fault(result: result, text: "text", server: "localhost:8443")
        let found = try findings(fault: fault)
        for other in Finding.Step.allCases.dropFirst(4) {
            guard let place = Finding.Step.allCases.firstIndex(of: step),
                let index = Finding.Step.allCases.firstIndex(of: other)
            else { continue }
            let expected: Finding.State =
                index < place ? .good : index == place ? .fault : .unknown
            #expect(found[other]?.state == expected, "\(other)")
        }
        let says = try #require(found[step]?.says)
        #expect(["your IT", "the central team"].contains { says.contains($0) }, "\(says)")
    }

    @Test("Nothing is made in an empty home, nor is anything left in an enrolled one")
    func emptyHome() throws {
        let empty = MemoryDisk()
        let agent = Agent(
            terminal: ScriptedTerminal([]), device: Fixture.device(), disk: empty,
            environment: [:], connect: { _ in setting.server })
        let found = try Doctor(agent: agent, proxy: nil).findings()
        #expect(found.first { $0.state == .fault }?.step == .enrollment)
        #expect(empty.steps == 0 && empty.files.isEmpty)
        #expect(try empty.list("").isEmpty)
        let before = setting.disk.files
        _ = try findings()
        #expect(setting.disk.files == before)
    }

    @Test("A proxy is shown, and what it refuses is its fault")
    func proxy() throws {
        #expect(try findings(proxy: "http://p:3128")[.proxy]?.says.contains("--proxy") == true)
        #expect(try findings()[.proxy]?.says.contains("unused") == false)
        let fault = CurlTable.fault(
            result: 56, text: "Received HTTP code 407 from proxy after CONNECT", server: "x")
        #expect(try findings(fault: fault, proxy: "http://p:3128")[.proxy]?.state == .fault)
    }

    @Test("A revoked agent is not permitted, and the way there is good")
    func revoked() throws {
        setting.server.pathMishaps[Path.rounds] = .problem(.agentRevoked)
        let found = try findings()
        #expect(found[.permission]?.code == "agent-revoked")
        #expect(found[.server]?.state == .good)
    }

    @Test("An altered response and a full disk are found")
    func disk() throws {
        setting.disk.tamper(setting.entries[0].path, [1, 2])
        #expect(try findings()[.spool]?.state == .note)
        setting.disk.bytesMaximum = setting.disk.bytesUsed
        #expect(try findings()[.disk]?.code == "disk-full")
    }

    @Test("A proxy that opens TLS is named as such, a sign-in page too")
    func interception() throws {
        let server = setting.server
        let authority = try setting.disk.read(Home.authorityPath)
        let interception = Interception(
            settings: TransportSettings(address: "centre", trust: .authority(authority)),
            connect: { _ in server })
        let late = CurlTable.fault(
            result: 60, text: "SSL certificate problem: certificate is not yet valid",
            server: "centre")
        #expect(late.code == "certificate-time" && late.hint.contains("date and time"))
        let fault = CurlTable.fault(result: 60, text: "self-signed certificate", server: "centre")
        #expect(interception.explained(fault).code == "tls-inspection")
        server.otherMishap = .captivePortal
        #expect(interception.explained(fault).kind == .captivePortal)
        server.otherMishap = .lost
        #expect(interception.explained(fault) == fault)
        let name = CurlTable.fault(
            result: 60, text: "no alternative certificate subject name matches", server: "centre")
        #expect(interception.explained(name).code == "certificate-name")
    }

    @Test("Credentials of a proxy come from a file or the environment, never from an argument")
    func credentials() throws {
        let both = ProxyCredentials(file: Array("name\r\npass:word\r\n".utf8))
        #expect(both == .password(user: "name", password: "pass:word"))
        #expect(ProxyCredentials(variable: "name:pass:word") == both)
        #expect(ProxyCredentials(file: Array("negotiate\n".utf8)) == .negotiate)
        #expect(ProxyCredentials(variable: "") == nil)
        let agent = Agent(
            terminal: ScriptedTerminal([]), device: Fixture.device(), disk: setting.disk,
            environment: [:], connect: { _ in setting.server })
        let fault = #expect(throws: HomeFault.self) {
            try agent.proxy(option: "http://name:secret@proxy:3128")
        }
        #expect(fault?.exit == .usage)
        #expect(fault?.reason.contains("secret") == false)
    }
}

/// The way to a server, with a fault on it.
private struct FaultyWay: Transport {
    let server: FakeServer
    let fault: TransportFault?

    func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
        if let fault { throw fault }
        return try server.send(request)
    }
}

import Crypto
import SurveyProtocol
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes this computer known to a server, with a code from the central team.
///
/// The key is made and on the disk before anything is sent, under a name that belongs to the
/// code, so that a lost answer is asked for again with the same key. `agent.json` is written
/// last; until then the same code can simply be pasted again.
struct Enroller {
    let home: Home
    let device: Device
    /// Makes the way to a server; tests replace it.
    let connect: (TransportSettings) throws(TransportFault) -> any Transport

    /// Enrolls, or does nothing new when this code was used here before.
    func enroll(
        _ code: EnrollmentCode, proxy: ProxyChoice
    ) throws -> Enrollment {
        try home.disk.makeFolder("")
        try Renewer(home: home).finish()
        let digest = SurveyProtocol.Digest.of(code.secret)
        let existing = try home.enrollment()
        try makeRespondentKey()
        let authority = try authority(code, proxy: proxy)
        if let existing, existing.code != digest {
            try checkSameAuthority(authority)
            try checkIsLocked(existing, proxy)
        }
        let key = try key(forCode: digest)
        var settings = TransportSettings(
            address: code.address,
            trust: .authority(Array(authority.utf8) + [0x0A] + (try home.otherTrusted())))
        settings.proxy = proxy
        let questions = ServerQuestions(
            transport: try connect(settings), server: code.address)
        let hello = try questions.hello()
        if let existing, existing.server != hello.server { throw Self.otherServer(existing) }
        let reply = try questions.enroll(
            EnrollmentRequest(
                secret: code.secretText, signingRequest: try SigningKey.request(key),
                agent: AgentVersion.text))
        if let existing, existing.organization != reply.organization {
            throw HomeFault(
                "other-organization",
                "the code is for \(reply.organization), this folder for \(existing.organization)",
                hint: "ask for a new code and use another folder with --home")
        }
        let enrollment = Enrollment(
            server: hello.server, agent: reply.agent, organization: reply.organization,
            address: code.address, group: reply.group, code: digest,
            // The epoch that the spool was compared with, which enrolling again does not change.
            epoch: existing?.epoch ?? 0,
            proxy: proxy.origin == .environment ? nil : proxy.address)
        try keep(enrollment, (key, reply.certificate, authority))
        return enrollment
    }

    private func keep(
        _ enrollment: Enrollment,
        _ files: (key: P256.Signing.PrivateKey, certificate: String, authority: String)
    ) throws {
        let certificate = try SigningKey.checked(files.certificate, for: files.key)
        try home.disk.place([
            DiskFile(path: Home.keyPath, bytes: SigningKey.bytes(files.key)),
            DiskFile(path: Home.certificatePath, bytes: certificate),
            DiskFile(path: Home.authorityPath, bytes: Array(files.authority.utf8) + [0x0A]),
        ])
        try home.save(enrollment)
        try home.disk.remove([
            Self.pendingKeyPath(enrollment.code), Renewer.certificatePath, Renewer.keyPath,
        ])
    }

    /// The key that belongs to a code: the one of before, or a new one that is on the disk now.
    private func key(forCode code: SurveyProtocol.Digest) throws -> P256.Signing.PrivateKey {
        let pending = Self.pendingKeyPath(code)
        for path in [pending, try home.enrollment()?.code == code ? Home.keyPath : nil] {
            guard let path, let bytes = try home.optional(path) else { continue }
            guard let key = SigningKey.read(bytes) else {
                throw HomeFault.damaged(path, "it is no P-256 key")
            }
            return key
        }
        let key = P256.Signing.PrivateKey()
        try home.disk.place([DiskFile(path: pending, bytes: SigningKey.bytes(key))])
        return key
    }

    private func makeRespondentKey() throws {
        guard try home.optional(Home.respondentKeyPath) == nil else { return }
        guard try home.enrollment() == nil else { throw HomeFault.respondentKeyMissing }
        let bytes = device.bytes(RespondentKey.byteCount)
        try home.disk.place([DiskFile(path: Home.respondentKeyPath, bytes: bytes)])
    }

    /// The authority's certificate in PEM form, whose key is the one in the code.
    private func authority(_ code: EnrollmentCode, proxy: ProxyChoice) throws -> String {
        var settings = TransportSettings(address: code.address, trust: .firstContact)
        settings.proxy = proxy
        let reply = try connect(settings).send(TransportRequest(get: Path.authority))
        guard reply.status == 200 else {
            throw HTTPTable.fault(for: reply, server: code.address)
        }
        let text = String(decoding: reply.body, as: UTF8.self)
        guard let certificate = try? Certificate(pemEncoded: text),
            let key = try? certificate.publicKey.serializeAsPEM(),
            SurveyProtocol.Digest.of(key.derBytes) == code.authority
        else {
            throw TransportFault(
                "authority-differs", .stop, .unreachable,
                reason: "what answers at \(code.address) is not the server of this code",
                hint: "sign in to the network if it asks for that; otherwise ask the central team")
        }
        return try certificate.serializeAsPEM().pemString
    }

    private func checkSameAuthority(_ authority: String) throws {
        guard let bytes = try home.optional(Home.authorityPath),
            let existing = try home.enrollment()
        else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        let old = try? Certificate(pemEncoded: text).publicKey
        guard let old, try Certificate(pemEncoded: authority).publicKey == old else {
            throw Self.otherServer(existing)
        }
    }

    /// A new code is only for an agent that is let in no more: this one would be used up by an
    /// organization that it is not for.
    private func checkIsLocked(_ existing: Enrollment, _ proxy: ProxyChoice) throws {
        var settings = TransportSettings(
            address: existing.address,
            trust: .authority(try home.trusted()))
        settings.identity = try home.identity()
        settings.proxy = proxy
        let questions = ServerQuestions(
            transport: try connect(settings), server: existing.address)
        do throws(TransportFault) {
            _ = try questions.rounds(tag: nil)
        } catch {
            guard error.kind == .notPermitted else { throw error }
            return
        }
        throw Self.otherServer(existing)
    }

    private static func pendingKeyPath(_ code: SurveyProtocol.Digest) -> String {
        "enrolling-\(code.digits.prefix(16)).key"
    }

    private static func otherServer(_ existing: Enrollment) -> HomeFault {
        HomeFault(
            "enrolled-elsewhere",
            "this agent is enrolled for \(existing.organization) at \(existing.address)",
            hint: "use another folder with --home for another server or organization;"
                + " the code was not used up")
    }
}

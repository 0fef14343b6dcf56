import Foundation
import SurveyProtocol
import SwiftASN1
import X509

extension Aggregator {
    /// Makes an agent known: a code's secret and a signing request become a certificate.
    ///
    /// The same code with the same key gives the same agent again, so a lost answer costs nothing.
    /// - Throws: a `Problem`.
    func enroll(_ request: EnrollmentRequest) throws -> EnrollmentReply {
        guard let secret = Base64URL.bytes(Array(request.secret.utf8)),
            secret.count == EnrollmentCode.secretByteCount
        else { throw Problem(.codeUnknown, "the secret does not have the form of one") }
        try Self.checkProgram(request.agent)
        let key = try SigningRequest.publicKey(pem: request.signingRequest)
        let now = Date()
        let redeemed = try store.redeem(
            secret: Digest.sha256(of: secret),
            publicKey: Digest.sha256(of: key.subjectPublicKeyInfoBytes),
            program: request.agent, at: Timestamp(now)
        ) { organization in
            let id = ResponseID(
                milliseconds: UInt64(Timestamp(now).milliseconds),
                random: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
            ).description
            let certificate = try authority.issueAgent(
                id: id, organization: organization, publicKey: key, now: now)
            return NewAgent(
                id: id, serial: Hexadecimal.text(certificate.serialNumber.bytes),
                certificate: try certificate.serializeAsPEM().pemString,
                expires: Timestamp(certificate.notValidAfter))
        }
        agents.update(try reader.certificates())
        guard redeemed.agent.revoked == nil else {
            throw Problem(.agentRevoked, "agent \(redeemed.agent.id)")
        }
        return EnrollmentReply(
            agent: redeemed.agent.id, organization: redeemed.agent.organization,
            server: settings.server, group: settings.group, certificate: redeemed.certificate)
    }
    /// Gives an enrolled agent its next certificate; the same key gives the same one again.
    /// - Throws: a `Problem`.
    func renew(_ agent: StoredAgent, _ request: RenewalRequest) throws -> EnrollmentReply {
        try Self.checkProgram(request.agent)
        let key = try SigningRequest.publicKey(pem: request.signingRequest)
        let now = Date()
        let certificate = try store.renew(
            agent, publicKey: Digest.sha256(of: key.subjectPublicKeyInfoBytes),
            program: request.agent, at: Timestamp(now)
        ) {
            let certificate = try authority.issueAgent(
                id: agent.id, organization: agent.organization, publicKey: key, now: now)
            return NewAgent(
                id: agent.id, serial: Hexadecimal.text(certificate.serialNumber.bytes),
                certificate: try certificate.serializeAsPEM().pemString,
                expires: Timestamp(certificate.notValidAfter))
        }
        agents.update(try reader.certificates())
        return EnrollmentReply(
            agent: agent.id, organization: agent.organization, server: settings.server,
            group: settings.group, certificate: certificate)
    }

    /// Keeps what an agent says of itself.
    /// - Throws: `request-malformed` for what no agent says.
    func keep(_ report: AgentReport, of agent: StoredAgent) throws {
        try Self.checkProgram(report.agent)
        let counts = [report.drafts, report.waiting, report.unsettled, report.freeBytes ?? 0]
        guard let time = Timestamp(report.time), counts.allSatisfy({ $0 >= 0 }) else {
            throw Problem(.requestMalformed, "the report has no such time or counts")
        }
        let rounds = report.rounds ?? []
        let isSound = rounds.allSatisfy {
            Identifier.isValid($0.round) && min($0.drafts, $0.waiting, $0.unsettled) >= 0
        }
        guard isSound, rounds.count <= Limits.reportRoundsMaximum else {
            throw Problem(.requestMalformed, "the report has no such rounds")
        }
        try store.keep(report, of: agent.key, deviceTime: time, at: .now())
    }

    private static func checkProgram(_ name: String) throws {
        let isNamed =
            (1...Limits.agentBytesMaximum).contains(name.utf8.count)
            && name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        guard isNamed else {
            throw Problem(.requestMalformed, "`agent` is not the name and version of a program")
        }
    }
}

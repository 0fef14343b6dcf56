import Crypto
import Foundation
import SurveyProtocol
import SwiftASN1
import Testing
import X509

@testable import SurveyAggregator

@Suite("Agents and centre stay in step")
struct InStepTests {
    private func question(_ response: SurveyProtocol.Response) -> ReconcileQuestion {
        ReconcileQuestion(
            id: response.id, revision: response.revision,
            digest: Digest.sha256(of: response.sealed()))
    }

    private func held(
        _ responses: [SurveyProtocol.Response], _ fixture: Fixture,
        by organization: String = "alpha"
    ) throws -> [SQLiteReader.Held] {
        let round = try fixture.aggregator.reader.round("2026")
        return try fixture.aggregator.reader.held(
            responses.map(question), round: round.key, organization: organization)
    }

    @Test("reconcile tells stored, quarantined and missing bytes apart, with their receipts")
    func reconcile() throws {
        let fixture = try Fixture()
        let stored = fixture.response(1)
        let late = fixture.response(2)
        let never = fixture.response(3)
        var edited = stored
        edited.answers[0].code = "3"
        let first = try fixture.store([stored.sealed()])
        let second = try fixture.store([late.sealed()], from: fixture.sender(admission: .late))
        let answers = try held([late, never, edited, stored], fixture)
        #expect(answers.map(\.state) == [.quarantined, .missing, .missing, .stored])
        #expect(answers[0].sequence == second[0].sequence)
        #expect(answers[0].problem?.code == .arrivedAfterClosing)
        #expect(answers[3].sequence == first[0].sequence)
        #expect(answers[3].received == first[0].received && answers[3].problem == nil)
    }

    @Test("an organization learns nothing of what another one sent")
    func ownOnly() throws {
        let fixture = try Fixture()
        let stored = fixture.response(1)
        let late = fixture.response(2)
        _ = try fixture.store([stored.sealed()])
        _ = try fixture.store([late.sealed()], from: fixture.sender(admission: .late))
        let answers = try held([stored, late], fixture, by: "beta")
        #expect(answers == [.missing, .missing])
    }

    @Test("a body with a line that is no question is refused, and so is one with too many")
    func questions() throws {
        let fixture = try Fixture()
        let line = try JSONEncoder().encode(question(fixture.response(1)))
        let twice = Array(line) + [0x0D, 0x0A, 0x0A] + Array(line) + [0x0A]
        #expect(try AgentRoutes.questions(twice).count == 2)
        #expect(try AgentRoutes.questions([]).isEmpty)
        #expect(throws: Problem(.requestMalformed, "line 2 is not a question")) {
            try AgentRoutes.questions(Array(line) + Array("\n{}\n".utf8))
        }
        let many = [UInt8](repeating: 0x0A, count: 1) + Array(line)
        let body = Array(repeatElement(many, count: Limits.reconcileLinesMaximum + 1).joined())
        #expect(throws: Problem(.batchTooLarge, "more than 10000 lines")) {
            try AgentRoutes.questions(body)
        }
    }

    @Test("a renewed certificate is the same agent's, asked for twice it is one, and both work")
    func renewal() throws {
        let fixture = try Fixture()
        let aggregator = fixture.aggregator
        let enrolled = try Self.enroll("beta", at: aggregator)
        let key = P256.Signing.PrivateKey()
        let request = RenewalRequest(
            signingRequest: try Self.signingRequest(key), agent: "survey-agent/1.0")
        let reply = try aggregator.renew(enrolled, request)
        let again = try aggregator.renew(enrolled, request)
        #expect(reply == again && reply.agent == enrolled.id && reply.organization == "beta")
        let serial = Hexadecimal.text(
            try Certificate(pemEncoded: reply.certificate).serialNumber.bytes)
        #expect(serial != enrolled.serial)
        for known in [serial, enrolled.serial] {
            #expect(try aggregator.agents.agent(serial: known, at: .now()).id == enrolled.id)
        }
        #expect(try aggregator.reader.agents().filter { $0.id == enrolled.id }.count == 1)
        _ = try aggregator.perform(.revoke(agent: enrolled.id))
        for known in [serial, enrolled.serial] {
            #expect(throws: Problem(.agentRevoked, "agent \(enrolled.id)")) {
                try aggregator.agents.agent(serial: known, at: .now())
            }
        }
    }

    @Test("an agent cannot pile up certificates")
    func renewals() throws {
        let fixture = try Fixture()
        let enrolled = try Self.enroll("beta", at: fixture.aggregator)
        for number in 1...SQLiteStore.certificatesMaximum {
            let request = RenewalRequest(
                signingRequest: try Self.signingRequest(P256.Signing.PrivateKey()), agent: "a/1")
            if number < SQLiteStore.certificatesMaximum {
                _ = try fixture.aggregator.renew(enrolled, request)
                continue
            }
            #expect(throws: Problem(.tooManyRequests, "the agent has 16 valid certificates")) {
                try fixture.aggregator.renew(enrolled, request)
            }
        }
    }

    @Test("the last report of an agent is kept with both clocks")
    func reports() throws {
        let fixture = try Fixture()
        let agent = try #require(try fixture.aggregator.reader.agents().first)
        for waiting in [7, 20] {
            let report = AgentReport(
                agent: "survey-agent/1.0", time: "2020-01-01T00:00:00Z",
                rounds: [.init(round: "2026", drafts: 1, waiting: waiting, unsettled: 2)],
                freeBytes: nil)
            try fixture.aggregator.keep(report, of: agent)
        }
        let kept = try #require(try fixture.aggregator.reader.reports()[agent.key])
        #expect(kept.waiting == 20 && kept.drafts == 1 && kept.unsettled == 2)
        #expect(kept.freeBytes == nil && kept.clockDifference < -86_400)
        let seen = try #require(try fixture.aggregator.reader.agents().first)
        #expect(seen.lastSeen == kept.received && seen.program == "survey-agent/1.0")
        #expect(throws: Problem.self) {
            let report = AgentReport(
                agent: "x", time: "yesterday", rounds: [], freeBytes: nil)
            try fixture.aggregator.keep(report, of: agent)
        }
    }

    @Test("a key of another curve gets no certificate")
    func otherCurve() throws {
        let request = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName("survey-agent") },
            privateKey: Certificate.PrivateKey(P384.Signing.PrivateKey()), attributes: .init(),
            signatureAlgorithm: .ecdsaWithSHA256)
        let text = try request.serializeAsPEM().pemString
        let problem = #expect(throws: Problem.self) { try SigningRequest.publicKey(pem: text) }
        #expect(problem?.code == .signingRequestInvalid)
    }

    static func signingRequest(_ key: P256.Signing.PrivateKey) throws -> String {
        let request = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName("survey-agent") },
            privateKey: Certificate.PrivateKey(key), attributes: .init(),
            signatureAlgorithm: .ecdsaWithSHA256)
        return try request.serializeAsPEM().pemString
    }

    static func enroll(_ organization: String, at aggregator: Aggregator) throws -> StoredAgent {
        let reply = try aggregator.perform(.makeCode(organization: organization, seconds: 60))
        guard case .code(let text) = reply, let code = EnrollmentCode(text) else {
            throw CocoaError(.coderReadCorrupt)
        }
        let enrolled = try aggregator.enroll(
            EnrollmentRequest(
                secret: code.secretText,
                signingRequest: try signingRequest(P256.Signing.PrivateKey()),
                agent: "survey-agent/0.1.0"))
        return try #require(try aggregator.reader.agents().first { $0.id == enrolled.agent })
    }
}

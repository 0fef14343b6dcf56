import Crypto
import Foundation
import SurveyProtocol
import SwiftASN1
import Testing
import X509

@testable import SurveyAggregator

@Suite("Responses come by file as they come by network")
struct HandOverTests {
    private let fixture: Fixture
    private let key = P256.Signing.PrivateKey()
    private let agent: String
    private let certificate: String

    init() throws {
        fixture = try Fixture()
        let reply = try fixture.aggregator.perform(.makeCode(organization: "alpha", seconds: 60))
        guard case .code(let text) = reply, let code = EnrollmentCode(text) else {
            throw CocoaError(.coderReadCorrupt)
        }
        let enrolled = try fixture.aggregator.enroll(
            EnrollmentRequest(
                secret: code.secretText, signingRequest: try InStepTests.signingRequest(key),
                agent: "survey-agent/0.1.0"))
        agent = enrolled.agent
        certificate = enrolled.certificate
    }

    /// A file as an agent writes it, its parts to be tampered with.
    private func file(
        _ lines: [[UInt8]], count: Int? = nil, server: String? = nil,
        sealedBy other: P256.Signing.PrivateKey? = nil
    ) throws -> [UInt8] {
        let head = HandOverHead(
            responsesOf: (agent, certificate),
            server: server ?? fixture.aggregator.settings.server, round: "2026",
            count: count ?? lines.count, writtenAt: "2026-03-01T09:00:00Z")
        var bytes = Array(try JSONEncoder().encode(head)) + [0x0A]
        for line in lines { bytes += line + [0x0A] }
        let signature = try (other ?? key).signature(for: Data(bytes)).derRepresentation
        let seal = HandOverSeal(
            digest: Digest.sha256(of: bytes), signature: Base64URL.text(Array(signature)))
        return bytes + Array(try JSONEncoder().encode(seal)) + [0x0A]
    }

    private func take(_ bytes: [UInt8]) throws -> HandOverReceipts {
        try fixture.aggregator.importHandOver(bytes, at: .now())
    }

    private func code(of body: () throws -> Void) -> AggregatorError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? AggregatorError)?.code
        }
    }

    @Test("a file is stored like a batch and answered by sealed verdicts, twice as duplicates")
    func stored() throws {
        let good = fixture.response(1).sealed()
        var foreign = fixture.response(2, organization: "beta")
        foreign.agent = "test/2"
        let bytes = try file([good, foreign.sealed()])
        let receipts = try take(bytes)
        #expect(receipts.counts == ["accepted": 1, "refused": 1])
        #expect(try take(bytes).counts == ["duplicate": 1, "refused": 1])
        #expect(try fixture.stored().map(\.bytes) == [good])
        let lines = Array(receipts.file).split(separator: 0x0A)
        let head = try JSONDecoder().decode(HandOverHead.self, from: Data(lines[0]))
        #expect(head.format == HandOverHead.verdictsFormat && head.count == 2)
        #expect(head.answers == Digest.sha256(of: bytes) && head.epoch == 1)
        let verdict = try JSONDecoder().decode(VerdictLine.self, from: Data(lines[1]))
        #expect(verdict.digest == Digest.sha256(of: good) && verdict.verdict == .accepted)
        let seal = try JSONDecoder().decode(HandOverSeal.self, from: Data(lines[3]))
        let sealed = Data(receipts.file.dropLast(lines[3].count + 1))
        let authority = try #require(
            P256.Signing.PublicKey(fixture.aggregator.authority.certificate.publicKey))
        let signature = try P256.Signing.ECDSASignature(
            derRepresentation: Data(try #require(Base64URL.bytes(Array(seal.signature.utf8)))))
        #expect(authority.isValidSignature(signature, for: sealed))
        #expect(seal.digest == Digest.sha256(of: Array(sealed)))
    }

    @Test("a file that is cut, changed or sealed by somebody else is refused whole")
    func damaged() throws {
        let bytes = try file([fixture.response(1).sealed(), fixture.response(2).sealed()])
        for cut in [0, 1, 100, bytes.count / 2, bytes.count - 30] {
            #expect(code { _ = try take(Array(bytes[..<cut])) } == .handOverDamaged)
        }
        for place in stride(from: 0, to: bytes.count - 2, by: 97) {
            var changed = bytes
            changed[place] ^= 0x20
            let found = code { _ = try take(changed) }
            #expect([.handOverDamaged, .handOverForeign].contains(found), "\(place)")
        }
        let line = fixture.response(1).sealed()
        #expect(code { _ = try take(try file([line], count: 2)) } == .handOverDamaged)
        #expect(code { _ = try take(try file([line], server: "x")) } == .handOverForeign)
        let other = P256.Signing.PrivateKey()
        #expect(code { _ = try take(try file([line], sealedBy: other)) } == .handOverForeign)
        #expect(try fixture.stored().isEmpty)
    }

    @Test("a revoked agent's file is refused")
    func revoked() throws {
        _ = try fixture.aggregator.perform(.revoke(agent: agent))
        let bytes = try file([fixture.response(1).sealed()])
        #expect(code { _ = try take(bytes) } == .handOverRefused)
        #expect(try fixture.stored().isEmpty)
    }
}

import Crypto
import FoundationEssentials
import SurveyProtocol
import SwiftASN1
import Testing
import X509

@testable import SurveyAgent

/// The authority's side.
extension FakeServer {
    /// A code for this server.
    func code(secret: UInt8 = 5) throws -> EnrollmentCode {
        let key = try Certificate.PublicKey(authority.publicKey).serializeAsPEM()
        return try #require(
            EnrollmentCode(
                address: "localhost:8443", secret: Array(repeating: secret, count: 16),
                authority: Digest.of(key.derBytes)))
    }

    func enroll(_ request: TransportRequest) -> TransportReply {
        guard
            let message = try? JSONDecoder().decode(
                EnrollmentRequest.self, from: Data(request.body ?? [])),
            let signing = try? CertificateSigningRequest(pemEncoded: message.signingRequest),
            let key = P256.Signing.PublicKey(signing.publicKey),
            let pem = try? certificate(for: key).pem
        else { return TransportReply(status: 422) }
        if let known = enrolledKeys[message.secret], known != key.rawRepresentation {
            return (try? answer(.problem(.codeUsed)) { TransportReply(status: 500) })
                ?? TransportReply(status: 500)
        }
        enrolledKeys[message.secret] = key.rawRepresentation
        return json(
            EnrollmentReply(
                agent: "agent-\(enrolledKeys.count)", organization: organization,
                server: "server-1", group: "Group", certificate: pem))
    }

    func certificate(
        for key: P256.Signing.PublicKey, until end: Double = 2_700_000_000
    ) throws -> (certificate: Certificate, pem: String) {
        let name = try DistinguishedName { CommonName("test") }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(bytes: [1]),
            publicKey: Certificate.PublicKey(key),
            notValidBefore: Date(timeIntervalSince1970: 1_700_000_000),
            notValidAfter: Date(timeIntervalSince1970: end), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: Certificate.Extensions(),
            issuerPrivateKey: Certificate.PrivateKey(authority))
        return (certificate, try certificate.serializeAsPEM().pemString)
    }
}

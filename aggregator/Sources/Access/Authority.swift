import Crypto
import Foundation
import SurveyProtocol
import SwiftASN1
import X509

/// The aggregator's own certificate authority: it vouches for the server and for every agent.
///
/// A P-256 key that never leaves the data folder. Agents learn the SHA-256 of its public key from
/// their enrollment code, so no public authority is involved.
struct Authority: Sendable {
    private let key: P256.Signing.PrivateKey
    /// The authority's own certificate.
    let certificate: Certificate
    /// The authority's own certificate in PEM form.
    let certificatePEM: String

    /// Days for which a server certificate is valid; `serve` renews it by itself.
    static let serverDays = 397
    /// Days for which an agent's certificate is valid.
    static let agentDays = 730
    private static let authorityDays = 3_653

    /// A new authority with a key of its own.
    static func make(group: String, now: Date) throws -> (authority: Authority, key: String) {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName {
            CommonName("Maturity Survey Authority")
            OrganizationName(String(group.prefix(64)))
        }
        let signer = Certificate.PrivateKey(key)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: signer.publicKey,
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(Double(authorityDays) * 86_400),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: signer.publicKey)
            },
            issuerPrivateKey: signer)
        let pem = try certificate.serializeAsPEM().pemString
        return (
            Authority(key: key, certificate: certificate, certificatePEM: pem),
            key.pemRepresentation
        )
    }

    /// The authority that was stored.
    init(keyPEM: String, certificatePEM: String) throws {
        key = try P256.Signing.PrivateKey(pemRepresentation: keyPEM)
        certificate = try Certificate(pemEncoded: certificatePEM)
        self.certificatePEM = certificatePEM
    }

    private init(key: P256.Signing.PrivateKey, certificate: Certificate, certificatePEM: String) {
        self.key = key
        self.certificate = certificate
        self.certificatePEM = certificatePEM
    }

    /// What an enrollment code pins: the SHA-256 of the SubjectPublicKeyInfo in DER.
    var fingerprint: SurveyProtocol.Digest {
        SurveyProtocol.Digest.sha256(of: Array(key.publicKey.derRepresentation))
    }

    /// Whether a certificate is one of this authority's, whatever its time.
    func hasIssued(_ other: Certificate) -> Bool {
        other.issuer == certificate.subject
            && certificate.publicKey.isValidSignature(other.signature, for: other)
    }

    /// An ECDSA signature with SHA-256 in DER, base64url.
    func signature(of bytes: [UInt8]) throws -> String {
        Base64URL.text(Array(try key.signature(for: Data(bytes)).derRepresentation))
    }

    /// A certificate and key for the server under the names that agents use.
    func issueServer(names: [String], now: Date) throws -> (certificate: String, key: String) {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName("survey-aggregator") }
        let alternatives = try names.map { name in
            try Self.generalName(name)
        }
        let certificate = try issue(
            subject: subject, publicKey: Certificate.PrivateKey(key).publicKey,
            validity: (now, Self.serverDays),
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(alternatives)
            })
        return (try certificate.serializeAsPEM().pemString, key.pemRepresentation)
    }

    /// A certificate for an agent's own key.
    func issueAgent(
        id: String, organization: String, publicKey: Certificate.PublicKey, now: Date
    ) throws -> Certificate {
        let subject = try DistinguishedName {
            CommonName(id)
            OrganizationName(organization)
        }
        return try issue(
            subject: subject, publicKey: publicKey, validity: (now, Self.agentDays),
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.clientAuth])
            })
    }

    private func issue(
        subject: DistinguishedName, publicKey: Certificate.PublicKey,
        validity: (now: Date, days: Int), extensions: Certificate.Extensions
    ) throws -> Certificate {
        let end = min(
            validity.now.addingTimeInterval(Double(validity.days) * 86_400),
            certificate.notValidAfter)
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            // An hour back, so that a device whose clock is a little slow accepts it.
            notValidBefore: validity.now.addingTimeInterval(-3_600), notValidAfter: end,
            issuer: certificate.subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions, issuerPrivateKey: Certificate.PrivateKey(key))
    }

    private static func generalName(_ name: String) throws -> GeneralName {
        if let address = IPAddress.bytes(name) {
            return .ipAddress(ASN1OctetString(contentBytes: address[...]))
        }
        return .dnsName(name)
    }
}

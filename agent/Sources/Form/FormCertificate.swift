import Crypto
import NIOSSL
import SurveyProtocol
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The certificate of the network's door: one of the department's own, or one made here.
///
/// One made here is kept below the home and signed by itself, so browsers warn once; what they
/// show then is compared with the fingerprint on the coordinator's pages.
struct FormCertificate {
    static let certificatePath = "form-certificate.pem"
    static let keyPath = "form-certificate.key"
    /// Days a certificate that is made here is valid.
    private static let validDays = 397.0

    let context: NIOSSLContext
    let fingerprint: String

    /// The certificate in two PEM files.
    init(certificate: [UInt8], key: [UInt8]) throws {
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(certificate)
            var settings = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: key, format: .pem)))
            settings.minimumTLSVersion = .tlsv12
            context = try NIOSSLContext(configuration: settings)
            let digest = Digest.of(try chain.first?.toDERBytes() ?? [])
            fingerprint = digest.bytes.map { Hexadecimal.text([$0]).uppercased() }
                .joined(separator: ":")
        } catch {
            throw CollectFault(
                "certificate-unusable", "the certificate or its key cannot be used",
                hint: "give a certificate chain and its key, both in PEM form")
        }
    }

    /// The certificate made here for a name; a new one when there is none, or it is for another
    /// name or soon over.
    static func own(for name: String, _ agent: Agent) throws -> FormCertificate {
        if let pem = try agent.home.optional(certificatePath),
            let key = try agent.home.optional(keyPath),
            let known = try? Certificate(pemEncoded: String(decoding: pem, as: UTF8.self)),
            known.subject.description == "CN=\(name)",
            known.notValidAfter > now(agent).addingTimeInterval(30 * 86_400)
        {
            return try FormCertificate(certificate: pem, key: key)
        }
        let (certificate, key) = try make(name, now(agent))
        try agent.disk.place([
            DiskFile(path: keyPath, bytes: Array(key.utf8) + [0x0A]),
            DiskFile(path: certificatePath, bytes: Array(certificate.utf8) + [0x0A]),
        ])
        return try FormCertificate(
            certificate: Array(certificate.utf8), key: Array(key.utf8))
    }

    private static func now(_ agent: Agent) -> Date {
        Date(timeIntervalSince1970: Double(agent.device.clock.milliseconds) / 1_000)
    }

    private static func make(_ name: String, _ now: Date) throws -> (String, String) {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName(name) }
        let bytes = address(name)
        let alternative: GeneralName =
            bytes.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(name)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PrivateKey(key).publicKey,
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(validDays * 86_400), issuer: subject,
            subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames([alternative])
            }, issuerPrivateKey: Certificate.PrivateKey(key))
        return (try certificate.serializeAsPEM().pemString, key.pemRepresentation)
    }

    /// The four bytes of an IPv4 address; nil for a name.
    private static func address(_ name: String) -> [UInt8]? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { UInt8($0) }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }
}

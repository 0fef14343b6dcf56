import Crypto
import SurveyProtocol
import SwiftASN1
import X509

/// The agent's own keys: P-256, made on this computer, in PEM form on its disk.
enum SigningKey {
    /// The key in a file; nil when the bytes are none.
    static func read(_ bytes: [UInt8]) -> P256.Signing.PrivateKey? {
        try? P256.Signing.PrivateKey(pemRepresentation: String(decoding: bytes, as: UTF8.self))
    }

    /// The bytes of a key's file.
    static func bytes(_ key: P256.Signing.PrivateKey) -> [UInt8] {
        Array(key.pemRepresentation.utf8) + [0x0A]
    }

    /// A request to sign the key, in PEM form.
    static func request(_ key: P256.Signing.PrivateKey) throws -> String {
        let request = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName("survey-agent") },
            privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes(),
            signatureAlgorithm: .ecdsaWithSHA256)
        return try request.serializeAsPEM().pemString
    }

    /// The certificate's bytes, when it is for the key.
    static func checked(
        _ certificate: String, for key: P256.Signing.PrivateKey
    ) throws -> [UInt8] {
        let parsed = try? Certificate(pemEncoded: certificate)
        guard let parsed, parsed.publicKey == Certificate.PublicKey(key.publicKey) else {
            throw TransportFault(
                "certificate-unusable", .stop, .failed,
                reason: "the server's answer holds no certificate for this agent's key",
                hint: "check that agent and aggregator are of matching versions")
        }
        return Array(try parsed.serializeAsPEM().pemString.utf8) + [0x0A]
    }
}

import Crypto
import SurveyProtocol
import SwiftASN1
import X509

/// An agent's request for a certificate, checked.
enum SigningRequest {
    /// The public key of a request that is signed by its own P-256 key.
    /// - Throws: `signing-request-invalid` with what is wrong.
    static func publicKey(pem: String) throws(Problem) -> Certificate.PublicKey {
        guard pem.utf8.count <= Limits.signingRequestBytesMaximum else {
            throw Problem(.signingRequestInvalid, "the signing request is too long")
        }
        guard let request = try? CertificateSigningRequest(pemEncoded: pem) else {
            throw Problem(.signingRequestInvalid, "the signing request cannot be read")
        }
        guard P256.Signing.PublicKey(request.publicKey) != nil,
            request.signatureAlgorithm == .ecdsaWithSHA256,
            request.publicKey.isValidSignature(request.signature, for: request)
        else {
            throw Problem(
                .signingRequestInvalid, "the signing request is not signed by its own P-256 key")
        }
        return request.publicKey
    }
}

import NIOCore
import NIOSSL
import SurveyProtocol
import SwiftASN1
import X509

extension AgentContext {
    /// The serial number of the certificate that the connection was made with, hexadecimal.
    ///
    /// TLS has verified that the certificate is the authority's and in its time.
    /// - Throws: `certificate-required` when there is none.
    func certificateSerial() async throws -> String {
        guard let peer = try await channel.nioSSL_peerCertificate().get() else {
            throw Problem(.certificateRequired, "the connection was made without a certificate")
        }
        let certificate = try Certificate(derEncoded: peer.toDERBytes())
        return Hexadecimal.text(certificate.serialNumber.bytes)
    }
}

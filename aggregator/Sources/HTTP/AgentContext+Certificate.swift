import NIOCore
import NIOSSL
import SurveyProtocol

extension AgentContext {
    private static let serials = SerialCache()

    /// The serial number of the certificate that the connection was made with, hexadecimal.
    ///
    /// TLS has verified that the certificate is the authority's and in its time.
    /// - Throws: `certificate-required` when there is none.
    func certificateSerial() async throws -> String {
        guard let peer = try await connection.nioSSL_peerCertificate().get() else {
            throw Problem(.certificateRequired, "the connection was made without a certificate")
        }
        return try Self.serials.serial(of: peer.toDERBytes())
    }
}

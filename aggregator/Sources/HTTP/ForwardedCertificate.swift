import Foundation
import HTTPTypes
import Hummingbird
import SurveyProtocol
import SwiftASN1
import X509

/// The client certificate that a TLS-terminating proxy forwards in `Client-Cert` (RFC 9440).
///
/// Only a configured proxy is believed, because whoever can write the header is whoever it names.
/// Besides the form of RFC 9440, `:BASE64:` of the DER, percent-encoded PEM is read, as nginx
/// writes it with `$ssl_client_escaped_cert`.
enum ForwardedCertificate {
    /// Bytes of the header field at most.
    private static let bytesMaximum = 8_192
    private static let field = HTTPField.Name("Client-Cert")

    /// Whether a request has the header.
    static func isPresent(_ request: Request) -> Bool {
        field.map { request.headers.contains($0) } ?? false
    }

    /// The serial number of a forwarded certificate that this authority issued, hexadecimal.
    /// - Throws: a `Problem`.
    static func serial(_ request: Request, authority: Authority) throws -> String {
        guard let field, let value = request.headers[field],
            value.utf8.count <= bytesMaximum, let certificate = certificate(value)
        else {
            throw Problem(.certificateRequired, "the proxy forwards no readable certificate")
        }
        let now = Date()
        guard authority.hasIssued(certificate) else {
            throw Problem(.certificateUnknown, "another authority issued it")
        }
        guard certificate.notValidBefore <= now, now < certificate.notValidAfter else {
            throw Problem(.certificateExpired, "the forwarded certificate is out of its time")
        }
        return Hexadecimal.text(certificate.serialNumber.bytes)
    }

    static func certificate(_ value: String) -> Certificate? {
        if value.hasPrefix(":"), value.hasSuffix(":"), value.utf8.count > 2 {
            guard let der = Data(base64Encoded: String(value.dropFirst().dropLast())) else {
                return nil
            }
            return try? Certificate(derEncoded: Array(der))
        }
        return value.removingPercentEncoding.flatMap { try? Certificate(pemEncoded: $0) }
    }
}

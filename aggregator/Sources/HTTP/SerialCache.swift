import SurveyProtocol
import SwiftASN1
import Synchronization
import X509

/// The serial numbers of certificates that were read before, by their bytes.
///
/// Reading a certificate costs more than storing a response, and a connection shows the same one
/// with every request. Only certificates that TLS has verified come here.
final class SerialCache: Sendable {
    /// Certificates that are remembered; when there are more, all are forgotten.
    static let entriesMaximum = 4_096

    private let serials = Mutex<[[UInt8]: String]>([:])

    /// The serial number of a certificate in DER form, hexadecimal.
    func serial(of certificate: [UInt8]) throws -> String {
        if let known = serials.withLock({ $0[certificate] }) { return known }
        let read = try Certificate(derEncoded: certificate)
        let serial = Hexadecimal.text(read.serialNumber.bytes)
        serials.withLock { serials in
            if serials.count >= Self.entriesMaximum { serials.removeAll() }
            serials[certificate] = serial
        }
        return serial
    }
}

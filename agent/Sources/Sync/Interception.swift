import SurveyProtocol
import SwiftASN1
import X509

/// Finds out who answers when the certificate is not the server's.
struct Interception {
    let settings: TransportSettings
    /// Makes the way to a server.
    let connect: (TransportSettings) throws(TransportFault) -> any Transport

    /// The fault, or a better one when it can be told who is in between.
    ///
    /// Asks once more without checking the certificate, for the one thing that proves itself: the
    /// authority's own certificate. Nothing of this agent goes out with it.
    func explained(_ fault: TransportFault) -> TransportFault {
        guard fault.code == "curl-60", case .authority(let pem) = settings.trust else {
            return fault
        }
        guard !fault.reason.contains("subject name") else {
            return Self.otherName(settings.address)
        }
        var open = TransportSettings(address: settings.address, trust: .firstContact)
        open.proxy = settings.proxy
        guard let reply = try? connect(open).send(TransportRequest(get: Path.authority)) else {
            return fault
        }
        let own = try? Certificate(pemEncoded: String(decoding: pem, as: UTF8.self)).publicKey
        let seen = try? Certificate(pemEncoded: String(decoding: reply.body, as: UTF8.self))
        if let own, seen?.publicKey == own { return Self.inspection(settings.address) }
        if reply.mediaType == "text/html" || (300..<400).contains(reply.status) {
            return HTTPTable.notOurs(reply, server: settings.address)
        }
        return fault
    }

    private static func inspection(_ address: String) -> TransportFault {
        TransportFault(
            "tls-inspection", .stop, .unreachable,
            reason: "a proxy on this network opens the encrypted connection to \(address):"
                + " the answer is the server's, the certificate is not",
            hint: "ask your IT to exempt \(address) from TLS inspection; nothing was sent")
    }

    private static func otherName(_ address: String) -> TransportFault {
        TransportFault(
            "certificate-name", .stop, .unreachable,
            reason: "the server's certificate is not made out for \(address)",
            hint: "ask the central team to add the address with `survey-aggregator init --address`")
    }
}

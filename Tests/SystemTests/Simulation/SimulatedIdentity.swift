import Crypto
import Foundation
import SurveyProtocol
import SwiftASN1
import Synchronization
import X509

@testable import SurveyAgent
@testable import SurveyAggregator

/// Key and certificate of a simulated agent.
///
/// Made once for each name and used by every simulation: making them takes longer than a campaign,
/// and nothing that a campaign does depends on their bytes.
struct SimulatedIdentity: Sendable {
    /// The moment at which everything is issued; the centre's clock begins a year later.
    private static let issued = Date(timeIntervalSince1970: 1_770_000_000)
    /// The authority of every simulated centre.
    static let authority = try? Authority.make(group: "Group", now: issued).authority
    /// Its certificate in PEM form.
    static let authorityBytes = Array((authority?.certificatePEM ?? "").utf8)
    private static let known = Mutex<[String: SimulatedIdentity]>([:])

    /// The key in PEM form.
    let key: [UInt8]
    /// The certificate in PEM form.
    let certificate: [UInt8]
    /// The certificate's serial number, hexadecimal.
    let serial: String

    /// The identity of an agent.
    static func of(_ agent: String, _ organization: String) throws -> SimulatedIdentity {
        try known.withLock { known in
            let name = "\(agent) of \(organization)"
            if let identity = known[name] { return identity }
            let identity = try SimulatedIdentity(agent, organization)
            known[name] = identity
            return identity
        }
    }

    private init(_ agent: String, _ organization: String) throws {
        guard let authority = Self.authority else { throw HomeFault.notEnrolled }
        let key = P256.Signing.PrivateKey()
        let certificate = try authority.issueAgent(
            id: agent, organization: organization,
            publicKey: Certificate.PublicKey(key.publicKey), now: Self.issued)
        self.key = SigningKey.bytes(key)
        self.certificate = Array(try certificate.serializeAsPEM().pemString.utf8)
        serial = Hexadecimal.text(certificate.serialNumber.bytes)
    }
}

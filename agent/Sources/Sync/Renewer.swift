import Crypto
import SurveyProtocol
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Gets the next certificate long before the present one expires.
///
/// **Order of writing.** The next key is made here and on the disk (`renewing.key`) before anything
/// is asked, so that a lost answer is asked for again with the same key. The certificate that comes
/// is written beside it (`renewing.pem`): from that moment on the new pair counts, wherever the
/// power goes. Then both take the places of the old ones, and the two files are removed.
struct Renewer {
    /// The next key.
    static let keyPath = "renewing.key"
    /// The certificate for it; when it is there the pair counts.
    static let certificatePath = "renewing.pem"

    let home: Home

    /// Whether the certificate has lived two thirds of its time, by the server's clock.
    func isDue(at time: String) throws -> Bool {
        guard let milliseconds = Timestamp.milliseconds(time),
            let certificate = try certificate(Home.certificatePath)
        else { return false }
        let now = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        let life = certificate.notValidAfter.timeIntervalSince(certificate.notValidBefore)
        return certificate.notValidAfter.timeIntervalSince(now) < life / 3
    }

    /// Asks for the next certificate and puts it in its place.
    func renew(_ questions: ServerQuestions, of enrollment: Enrollment) throws {
        let key = try nextKey()
        let reply = try questions.renew(
            RenewalRequest(
                signingRequest: try SigningKey.request(key), agent: AgentVersion.text))
        guard reply.agent == enrollment.agent, reply.organization == enrollment.organization
        else {
            throw TransportFault(
                "certificate-unusable", .stop, .failed,
                reason: "the server's answer holds a certificate of another agent",
                hint: "check that agent and aggregator are of matching versions")
        }
        let certificate = try SigningKey.checked(reply.certificate, for: key)
        try alone {
            try home.disk.place([DiskFile(path: Self.certificatePath, bytes: certificate)])
            try settle()
        }
    }

    /// Puts a renewed pair in its place, when an interrupted renewal left one.
    func finish() throws {
        guard try home.optional(Self.certificatePath) != nil else { return }
        try alone { try settle() }
    }

    private func settle() throws {
        guard let certificate = try home.optional(Self.certificatePath) else { return }
        guard let bytes = try home.optional(Self.keyPath), let key = SigningKey.read(bytes),
            (try? SigningKey.checked(String(decoding: certificate, as: UTF8.self), for: key))
                != nil
        else {
            // No pair: the power went while the two were removed, and the new one is in place.
            try home.disk.remove([Self.keyPath])
            return try home.disk.remove([Self.certificatePath])
        }
        try home.disk.place([
            DiskFile(path: Home.keyPath, bytes: bytes),
            DiskFile(path: Home.certificatePath, bytes: certificate),
        ])
        // The key first: alone it would be taken for that of the next renewal, and the centre
        // gives the same certificate for the same key.
        try home.disk.remove([Self.keyPath])
        try home.disk.remove([Self.certificatePath])
    }

    /// The key of an interrupted renewal, or a new one that is on the disk now.
    private func nextKey() throws -> P256.Signing.PrivateKey {
        try alone {
            if let bytes = try home.optional(Self.keyPath), let key = SigningKey.read(bytes) {
                return key
            }
            let key = P256.Signing.PrivateKey()
            try home.disk.place([DiskFile(path: Self.keyPath, bytes: SigningKey.bytes(key))])
            return key
        }
    }

    /// Two commands that renew at the same time must not mix their keys.
    private func alone<Result>(_ body: () throws -> Result) throws -> Result {
        try Spool(disk: home.disk).collecting(body)
    }

    private func certificate(_ path: String) throws -> Certificate? {
        guard let bytes = try home.optional(path) else { return nil }
        return try? Certificate(pemEncoded: String(decoding: bytes, as: UTF8.self))
    }
}

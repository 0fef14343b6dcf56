import Crypto
import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Writes what waits as one file for a centre that no network reaches.
///
/// The responses stay in `waiting` until their verdicts come back, by file or by network: the same
/// bytes twice are success.
struct HandOverWriter {
    /// Bytes that head and seal take at most.
    private static let frameBytesMaximum = 16_384

    /// A file to hand over.
    struct File {
        /// All of its bytes.
        var bytes: [UInt8]
        /// Responses in it, and revisions of these.
        var content: SealedCount
        /// Revisions that did not fit and wait for the next file.
        var left: Int
    }

    let home: Home
    let spool: Spool
    let device: Device

    /// The file of a round's waiting responses; nil when none waits.
    func file(_ round: String) throws -> File? {
        let enrollment = try home.enrolled()
        let identity = try home.identity()
        guard let key = SigningKey.read(identity.key) else {
            throw HomeFault.damaged(Home.keyPath, "it is no P-256 key")
        }
        let entries = try spool.entries(round, .waiting)
        let body = try BatchBody(
            entries, from: spool,
            bytesMaximum: Limits.handOverBytesMaximum - Self.frameBytesMaximum)
        guard !body.sent.isEmpty else { return nil }
        let head = HandOverHead(
            responsesOf: (
                enrollment.agent, String(decoding: identity.certificate, as: UTF8.self)
            ), server: enrollment.server, round: round, count: body.sent.count,
            writtenAt: device.timestamp)
        var bytes = try JSONFile.bytes(head) + body.bytes
        let seal = HandOverSeal(
            digest: .of(bytes),
            signature: Base64URL.text(
                Array(try key.signature(for: Data(bytes)).derRepresentation)))
        bytes += try JSONFile.bytes(seal)
        return File(
            bytes: bytes, content: SealedCount(body.sent),
            left: entries.count - body.sent.count - body.dropped.count)
    }
}

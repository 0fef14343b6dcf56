import Crypto
import Foundation
import SurveyProtocol
import SwiftASN1
import X509

/// A file of responses that an agent handed over without a network, checked as a whole.
///
/// The seal must be of every byte before it and signed by the key of the certificate in the head,
/// and the certificate must be this authority's. Nothing of a file that fails is looked at.
struct HandOverFile {
    /// Its first line.
    let head: HandOverHead
    /// The serial number of the agent's certificate, hexadecimal.
    let serial: String
    /// The lines between head and seal, as one body.
    let body: [UInt8]
    /// The SHA-256 of the whole file.
    let digest: SurveyProtocol.Digest

    /// Reads and checks a file.
    /// - Throws: `hand-over-damaged`, `hand-over-foreign`.
    init(_ bytes: [UInt8], authority: Authority, server: String) throws {
        digest = SurveyProtocol.Digest.sha256(of: bytes)
        let end = bytes.last == 0x0A ? bytes.count - 1 : bytes.count
        guard let feed = bytes[..<end].lastIndex(of: 0x0A),
            let seal = try? JSONDecoder().decode(
                HandOverSeal.self, from: Data(bytes[(feed + 1)..<end]))
        else { throw Self.damaged("it has no seal at its end") }
        let sealed = Array(bytes[...feed])
        guard SurveyProtocol.Digest.sha256(of: sealed) == seal.digest else {
            throw Self.damaged("its bytes are not those that were sealed")
        }
        guard let first = sealed.firstIndex(of: 0x0A),
            let head = try? JSONDecoder().decode(
                HandOverHead.self, from: Data(sealed[..<first])),
            head.format == HandOverHead.responsesFormat
        else { throw Self.damaged("it does not begin like a file of responses") }
        guard head.server == server else { throw Self.foreign("it is for another server") }
        serial = try Self.serial(head, authority: authority, seal: seal, of: sealed)
        body = Array(sealed[(first + 1)...])
        let count = body.split(separator: 0x0A).count
        guard count == head.count else {
            throw Self.damaged("it has \(count) responses of \(head.count)")
        }
        self.head = head
    }

    private static func serial(
        _ head: HandOverHead, authority: Authority, seal: HandOverSeal, of sealed: [UInt8]
    ) throws -> String {
        guard let certificate = try? Certificate(pemEncoded: head.certificate ?? ""),
            let key = P256.Signing.PublicKey(certificate.publicKey)
        else { throw damaged("it has no certificate with a P-256 key") }
        guard authority.hasIssued(certificate) else {
            throw foreign("another authority issued its certificate")
        }
        guard let bytes = Base64URL.bytes(Array(seal.signature.utf8)),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: Data(bytes)),
            key.isValidSignature(signature, for: Data(sealed))
        else { throw foreign("its seal is not of the agent that it names") }
        return Hexadecimal.text(certificate.serialNumber.bytes)
    }

    private static func damaged(_ what: String) -> AggregatorError {
        AggregatorError(
            .handOverDamaged, "the hand-over file is damaged: \(what)",
            hint: "let the agent export it again; nothing of it was stored")
    }

    private static func foreign(_ what: String) -> AggregatorError {
        AggregatorError(
            .handOverForeign, "the hand-over file is not taken: \(what)",
            hint: "take files from agents that are enrolled here; nothing of it was stored")
    }
}

/// What an import came to.
struct HandOverReceipts: Codable, Sendable {
    /// The file of verdicts, for the agent.
    let file: Data
    /// How many responses got each verdict.
    let counts: [String: Int]

    /// The answer to a file, sealed by the authority.
    init(
        answering file: HandOverFile, with verdicts: [VerdictLine], epoch: Int,
        by authority: Authority, at now: Timestamp
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let head = HandOverHead(
            answering: file.head, file: file.digest, epoch: epoch, count: verdicts.count,
            writtenAt: now.text)
        var bytes = Array(try encoder.encode(head)) + [0x0A]
        for verdict in verdicts { verdict.append(to: &bytes) }
        let seal = HandOverSeal(
            digest: SurveyProtocol.Digest.sha256(of: bytes),
            signature: try authority.signature(of: bytes))
        bytes += Array(try encoder.encode(seal)) + [0x0A]
        self.file = Data(bytes)
        counts = Dictionary(verdicts.map { ($0.verdict.rawValue, 1) }, uniquingKeysWith: +)
    }
}

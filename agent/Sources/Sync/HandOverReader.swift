import Crypto
import SurveyProtocol
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Takes back the verdicts that the centre wrote into a file.
///
/// The file counts only as a whole: its seal must be of every byte before it, and signed by the
/// authority that this agent enrolled with. Then each line is believed like one that came over the
/// network, when it echoes a response that is here.
struct HandOverReader {
    /// What a file came to.
    struct Outcome: Hashable, Sendable {
        /// The verdicts, counted.
        var summary = SyncSummary()
        /// Verdicts on responses that are settled here already.
        var known = 0
        /// Verdicts on responses that are not on this computer.
        var elsewhere = 0
    }

    let home: Home
    let spool: Spool

    /// Takes a file's verdicts; what they say is on the disk when this returns.
    func accept(_ file: [UInt8]) throws -> Outcome {
        let enrollment = try home.enrolled()
        let lines = try sealedLines(file)
        guard let first = lines.first,
            let head = try? JSONDecoder().decode(HandOverHead.self, from: Data(first)),
            head.format == HandOverHead.verdictsFormat, Identifier.isValid(head.round)
        else { throw HandOverFault.damaged("it does not begin like a file of verdicts") }
        guard head.server == enrollment.server else {
            throw HandOverFault.foreign("another server wrote it")
        }
        guard let epoch = head.epoch, epoch >= enrollment.epoch else {
            throw HandOverFault.outdated
        }
        guard lines.count == head.count + 1 else {
            throw HandOverFault.damaged("it has \(lines.count - 1) verdicts of \(head.count)")
        }
        return try spool.exclusively {
            // A sync may have learned meanwhile that the centre was restored.
            guard epoch >= (try home.enrolled().epoch) else { throw HandOverFault.outdated }
            return try settle(lines.dropFirst(), of: head, isOwn: head.agent == enrollment.agent)
        }
    }

    /// A file of an earlier enrollment of this computer counts too; one of another agent names
    /// nothing that is here.
    private func settle(
        _ lines: ArraySlice<ArraySlice<UInt8>>, of head: HandOverHead, isOwn: Bool
    ) throws -> Outcome {
        let round = head.round
        var here: [SurveyProtocol.Digest: SpoolEntry] = [:]
        for state in SpoolState.sealed {
            for entry in try spool.entries(round, state) { here[entry.digest] = entry }
        }
        var outcome = Outcome()
        var rulings: [Ruling] = []
        for bytes in lines {
            guard let line = VerdictReader.line(bytes) else {
                throw HandOverFault.damaged("a line is no verdict")
            }
            guard let entry = here[line.digest],
                let ruling = VerdictReader.believed(line, of: entry)
            else {
                outcome.elsewhere += 1
                continue
            }
            if entry.state == .waiting {
                rulings.append(ruling)
                outcome.summary.count(ruling.verdict)
            } else {
                outcome.known += 1
            }
        }
        guard isOwn || outcome.elsewhere < lines.count else {
            throw HandOverFault.foreign("it answers what another agent exported")
        }
        try spool.file(rulings)
        outcome.summary.waiting = try spool.entries(round, .waiting).count
        return outcome
    }

    /// The lines before the seal, when the seal is the authority's and of all of them.
    private func sealedLines(_ file: [UInt8]) throws -> [ArraySlice<UInt8>] {
        guard file.count <= Limits.handOverBytesMaximum else {
            throw HandOverFault.damaged("it is longer than \(Limits.handOverBytesMaximum) bytes")
        }
        let end = file.last == 0x0A ? file.count - 1 : file.count
        guard let feed = file[..<end].lastIndex(of: 0x0A),
            let seal = try? JSONDecoder().decode(
                HandOverSeal.self, from: Data(file[(feed + 1)..<end]))
        else { throw HandOverFault.damaged("it has no seal at its end") }
        let sealed = Array(file[...feed])
        guard SurveyProtocol.Digest.of(sealed) == seal.digest else {
            throw HandOverFault.damaged("its bytes are not those that were sealed")
        }
        guard let bytes = Base64URL.bytes(Array(seal.signature.utf8)),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: Data(bytes)),
            try authority().isValidSignature(signature, for: Data(sealed))
        else { throw HandOverFault.foreign("its seal is not of this agent's authority") }
        return sealed.split(separator: 0x0A)
    }

    private func authority() throws -> P256.Signing.PublicKey {
        let text = String(decoding: try home.disk.read(Home.authorityPath), as: UTF8.self)
        guard let certificate = try? Certificate(pemEncoded: text),
            let key = P256.Signing.PublicKey(certificate.publicKey)
        else {
            throw HomeFault.damaged(Home.authorityPath, "it is no certificate with a P-256 key")
        }
        return key
    }
}

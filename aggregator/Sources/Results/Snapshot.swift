import Formats
import Foundation
import MaturityModel
import SurveyProtocol

/// A frozen result: made once, kept, and read back unchanged.
enum Snapshot {
    /// Bytes of a snapshot at most.
    private static let bytesMaximum = 2_147_483_648
    private static let ratioMaximum = 2_000

    /// Computes a snapshot of a round's inputs. Blocks: not for a cooperative thread.
    static func make(of inputs: FrozenFigures, round: StoredRound, lanes: Int) throws -> NewSnapshot
    {
        let bytes = try bytes(of: inputs, round: round, lanes: lanes)
        let sealed = try sealed(bytes, lanes: lanes)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return NewSnapshot(
            round: round.key, roundID: round.id, digest: sealed.digest, sequence: inputs.sequence,
            inputs: String(decoding: try encoder.encode(inputs.digests), as: UTF8.self),
            figures: sealed.packed)
    }

    /// A piece of the work on a snapshot's bytes.
    private enum Piece: Sendable {
        case digest(Digest)
        case part(GzipParts.Part)
    }

    /// The digest of the bytes, and the bytes as one gzip member.
    private static func sealed(
        _ bytes: [UInt8], lanes: Int
    ) throws(CodingFault) -> (digest: Digest, packed: Data) {
        let count = GzipParts.count(of: bytes.count)
        // The digest comes first, because it takes longer than a part.
        let pieces = Lanes.map(count + 1, lanes: lanes, keeping: {}) { _, index in
            Result { () throws(CodingFault) in
                index == 0
                    ? Piece.digest(Digest.sha256(of: bytes.span))
                    : .part(try GzipParts.part(index - 1, of: bytes, effort: .least))
            }
        }
        var digest: Digest?
        var parts: [GzipParts.Part] = []
        for piece in pieces {
            switch try piece.get() {
            case .digest(let made): digest = made
            case .part(let part): parts.append(part)
            }
        }
        guard let digest else { preconditionFailure("the first piece is the digest") }
        return (digest, Data(GzipParts.member(parts)))
    }

    /// The bytes of a snapshot, which its digest is taken of.
    static func bytes(of inputs: FrozenFigures, round: StoredRound, lanes: Int) throws -> [UInt8] {
        let results: Results
        do throws(AggregationFault) {
            results = try inputs.results()
        } catch {
            throw AggregatorError(
                .dataDamaged, "round \(round.id) cannot be aggregated: \(error.reason)",
                hint: "use the version of survey-aggregator that stored it, or restore a backup")
        }
        return results.snapshotBytes(lanes: lanes)
    }

    /// The bytes of a kept snapshot; nil when they cannot be had or are not those of its digest.
    static func bytes(of kept: SQLiteReader.KeptSnapshot) -> [UInt8]? {
        let bytes = try? Gzip.inflate(
            kept.figures, bytesMaximum: bytesMaximum, ratioMaximum: ratioMaximum)
        return bytes.flatMap { Digest.sha256(of: $0) == kept.digest ? $0 : nil }
    }

    /// The results of a kept snapshot, checked against its digest.
    /// - Throws: `snapshot-damaged`.
    static func open(
        _ kept: SQLiteReader.KeptSnapshot, round: StoredRound
    ) throws -> (results: Results, header: ResultsHeader) {
        guard let bytes = bytes(of: kept),
            let results = try? JSONDecoder().decode(Results.self, from: Data(bytes)),
            let inputs = try? JSONDecoder().decode(
                SnapshotInputs.self, from: Data(kept.inputs.utf8))
        else {
            throw AggregatorError(
                .snapshotDamaged, "snapshot \(kept.number) of round \(round.id) is damaged",
                hint: "make a new one with `survey-aggregator aggregate \(round.id)`")
        }
        let header = ResultsHeader(
            round: round.id, snapshot: kept.number, digest: kept.digest.description,
            inputs: inputs.header)
        return (results, header)
    }
}

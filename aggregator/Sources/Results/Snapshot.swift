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
    /// - Returns: the snapshot, and how many responses it is of.
    static func make(
        of inputs: RoundInputs, round: StoredRound, lanes: Int, _ reader: SQLiteReader
    ) throws -> (snapshot: NewSnapshot, responses: Int) {
        let packer = SnapshotPacker(inputs)
        let digests = try inputs.readAnswers(into: packer, lanes: lanes, reader)
        let packed: SnapshotPacker.Packed
        do {
            packed = try packer.finish()
        } catch let error as AggregationFault {
            throw damaged(round, error)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let snapshot = NewSnapshot(
            round: round.key, roundID: round.id, digest: packed.digest, sequence: inputs.sequence,
            inputs: String(decoding: try encoder.encode(digests), as: UTF8.self),
            figures: packed.figures)
        return (snapshot, packed.responses)
    }

    private static func damaged(_ round: StoredRound, _ fault: AggregationFault) -> AggregatorError
    {
        AggregatorError(
            .dataDamaged, "round \(round.id) cannot be aggregated: \(fault.reason)",
            hint: "use the version of survey-aggregator that stored it, or restore a backup")
    }

    /// The bytes of a snapshot, which its digest is taken of, all at once from kept figures.
    static func bytes(of inputs: FrozenFigures, round: StoredRound, lanes: Int) throws -> [UInt8] {
        let results: Results
        do throws(AggregationFault) {
            results = try inputs.results()
        } catch {
            throw damaged(round, error)
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

import Formats
import Foundation
import MaturityModel
import SurveyProtocol
import Synchronization

/// Makes a snapshot's bytes, hashes and compresses them while answers are still read.
///
/// Bytes come about in the order of organizations. As soon as there are enough of them, they are
/// cut off, and any lane compresses them.
final class SnapshotPacker: AnswerCollector {
    /// A snapshot, ready to be kept.
    struct Packed {
        /// The SHA-256 of its bytes.
        let digest: Digest
        /// Its bytes, as one gzip member.
        let figures: Data
        /// How many responses it is of.
        let responses: Int
    }

    private struct Text {
        /// Nil until the first organization is taken.
        var maker: SnapshotMaker?
        var digest = RunningDigest()
        var cuts = 0
    }

    private struct Cuts {
        var waiting: [(place: Int, bytes: [UInt8])] = []
        var parts: [Int: Result<GzipParts.Part, CodingFault>] = [:]
    }

    private let inputs: RoundInputs
    private let text = Mutex(Text())
    private let cuts = Mutex(Cuts())

    /// A packer of the answers to come.
    init(_ inputs: RoundInputs) {
        self.inputs = inputs
    }

    func take(_ kept: SnapshotEntry?) {
        text.withLock { text in
            // Its beginning is made here, while others read already.
            var maker = text.maker.take() ?? begin()
            maker.add(kept)
            if maker.byteCount >= GzipParts.partBytes {
                let bytes = maker.takeBytes()
                text.digest.add(bytes)
                let place = text.cuts
                cuts.withLock { $0.waiting.append((place, bytes)) }
                text.cuts += 1
            }
            text.maker = consume maker
        }
    }

    func work() -> Bool {
        guard let cut = cuts.withLock({ $0.waiting.popLast() }) else { return false }
        let part = Self.part(cut.bytes, isLast: false)
        cuts.withLock { $0.parts[cut.place] = part }
        return true
    }

    /// The whole snapshot, once all organizations were taken.
    /// - Throws: `AggregationFault` or `CodingFault`.
    func finish() throws -> Packed {
        while work() {}
        return try text.withLock { text in
            let maker = text.maker.take() ?? begin()
            let responses = maker.responses
            let bytes = try maker.closed()
            text.digest.add(bytes)
            let last = Self.part(bytes, isLast: true)
            let parts = try cuts.withLock { cuts in
                try (0..<text.cuts).compactMap { try cuts.parts[$0]?.get() } + [last.get()]
            }
            return Packed(
                digest: text.digest.finish(), figures: Self.joined(GzipParts.member(parts)),
                responses: responses)
        }
    }

    private static func joined(_ pieces: [[UInt8]]) -> Data {
        var data = Data(capacity: pieces.reduce(0) { $0 + $1.count })
        for piece in pieces { data.append(contentsOf: piece) }
        return data
    }

    private func begin() -> SnapshotMaker {
        SnapshotMaker(
            ScoringPlan(inputs.questionnaire), roster: inputs.roster, settings: inputs.settings)
    }

    private static func part(
        _ bytes: [UInt8], isLast: Bool
    ) -> Result<GzipParts.Part, CodingFault> {
        Result { () throws(CodingFault) in
            try GzipParts.part(bytes.span, effort: .least, isLast: isLast)
        }
    }
}

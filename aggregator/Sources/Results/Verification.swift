import Foundation
import MaturityModel
import SurveyProtocol

/// Recomputes what is stored and compares it with what was said of it.
///
/// Everything is taken from the sealed bytes: their digests, the answers that aggregation reads,
/// the digests of a snapshot's inputs, and its own bytes.
struct Verification {
    /// What was found for one round or snapshot.
    struct Report: Encodable, Equatable, Sendable {
        /// The round's id.
        var round: String
        /// The snapshot's number; nil for the round as a whole.
        var snapshot: Int?
        /// Responses that were looked at, each with all its revisions.
        var responses = 0
        /// Stored revisions that were looked at, those that no longer count among them.
        var revisions = 0
        /// The snapshot's digest, when its bytes were recomputed.
        var digest: String?
        /// What does not agree; empty when all is well.
        var faults: [String] = []
    }

    /// Faults of single responses that are named; the rest is counted.
    private static let faultsMaximum = 20

    private let reader: SQLiteReader
    private let lanes: Int

    /// A verification of a store. Blocks: not for a cooperative thread.
    init(reader: SQLiteReader, lanes: Int) {
        self.reader = reader
        self.lanes = lanes
    }

    /// Recomputes a snapshot from the stored responses and compares bytes.
    func snapshot(_ round: StoredRound, _ kept: SQLiteReader.KeptSnapshot) throws -> Report {
        var report = Report(round: round.id, snapshot: kept.number)
        try checkResponses(round, through: kept.sequence, &report)
        let inputs = try FrozenFigures(
            reader: reader, round: round, of: kept, lanes: lanes)
        check(inputs, round, kept, &report)
        let recomputed = try Snapshot.bytes(of: inputs, round: round, lanes: lanes)
        if let stored = Snapshot.bytes(of: kept) {
            if stored != recomputed {
                report.faults.append("the recomputed bytes are others than the stored ones")
            }
        } else {
            report.faults.append("the stored bytes are not those of the snapshot's digest")
        }
        let digest = Digest.sha256(of: recomputed)
        report.digest = digest.description
        if digest != kept.digest {
            report.faults.append("recomputing gives \(digest), the snapshot says \(kept.digest)")
        }
        return report
    }

    /// Checks every stored response of a round, and the digests of its snapshots.
    func round(_ round: StoredRound) throws -> Report {
        var report = Report(round: round.id)
        try checkResponses(round, through: .max, &report)
        let inputs = try FrozenFigures(reader: reader, round: round, lanes: lanes)
        checkFrozen(inputs, round, roster: round.roster, &report)
        for (version, digest) in try reader.rosterVersions(round: round.key) {
            let canonical = try reader.rosterVersion(round: round.key, digest: digest)
            if canonical.map({ Digest.sha256(of: $0) }) != digest {
                report.faults.append("version \(version) of the roster is not that of its digest")
            }
        }
        for number in try reader.snapshots(round: round) {
            let kept = try reader.snapshot(round: round, number: number)
            if Snapshot.bytes(of: kept) == nil {
                report.faults.append("snapshot \(number) is not that of its digest")
            }
        }
        return report
    }

    private func checkFrozen(
        _ inputs: FrozenFigures, _ round: StoredRound, roster: Digest, _ report: inout Report
    ) {
        let questionnaire = inputs.questionnaire.document().canonicalJSON()
        if Digest.sha256(of: questionnaire) != round.questionnaire {
            report.faults.append("the questionnaire is not that of its digest")
        }
        if Digest.sha256(of: inputs.roster.document().canonicalJSON()) != roster {
            report.faults.append("the roster is not that of its digest")
        }
    }

    private func check(
        _ inputs: FrozenFigures, _ round: StoredRound, _ kept: SQLiteReader.KeptSnapshot,
        _ report: inout Report
    ) {
        let said = try? JSONDecoder().decode(SnapshotInputs.self, from: Data(kept.inputs.utf8))
        guard let said else {
            report.faults.append("the digests of the snapshot's inputs cannot be read")
            return
        }
        checkFrozen(inputs, round, roster: said.roster, &report)
        for (name, found, expected) in [
            ("questionnaire", inputs.digests.questionnaire, said.questionnaire),
            ("roster", inputs.digests.roster, said.roster),
            ("responses", inputs.digests.responses, said.responses),
            ("settings", inputs.digests.settings, said.settings),
        ] where found != expected {
            report.faults.append("the \(name) are \(found), the snapshot was made of \(expected)")
        }
    }

    private func checkResponses(
        _ round: StoredRound, through last: Int64, _ report: inout Report
    ) throws {
        let questionnaire = try QuestionnaireFile.stored(
            try reader.questionnaire(round.questionnaire))
        var checker = SealedChecker(AnswerIndex(questionnaire))
        // That table is of today, whatever had arrived when a snapshot was made.
        if last == .max { checker.respondents = RespondentCheck() }
        var ids: Set<ResponseID> = []
        var count = 0
        var faults: [String] = []
        try reader.sealedAnswers(round: round, through: last) { answer in
            count += 1
            if let id = ResponseID(bytes: Array(answer.id)) { ids.insert(id) }
            if let fault = checker.fault(of: answer) { faults.append(fault) }
        } finish: { entries in
            report.faults += try checker.respondents?.faults(entries) ?? []
        }
        (report.responses, report.revisions) = (ids.count, count)
        report.faults += faults.prefix(Self.faultsMaximum)
        if faults.count > Self.faultsMaximum {
            report.faults.append("and \(faults.count - Self.faultsMaximum) more responses")
        }
    }
}

/// Compares a response's sealed bytes with what the store made of them when it arrived.
private struct SealedChecker {
    /// Who has which response; nil when that is not to be compared.
    var respondents: RespondentCheck?
    private let index: AnswerIndex
    private var parser = ResponseParser()

    init(_ index: AnswerIndex) {
        self.index = index
    }

    mutating func fault(of answer: SQLiteReader.SealedAnswer) -> String? {
        let bytes = Array(answer.bytes)
        let name = ResponseID(bytes: Array(answer.id))?.description ?? "a response"
        let label = "\(name) revision \(answer.revision)"
        guard Data(Digest.sha256(of: bytes).bytes) == answer.digest else {
            respondents?.skip(organization: answer.organization)
            return "\(label): the sealed bytes are not those of their digest"
        }
        let line = bytes.span
        var codes: [UInt8] = []
        do throws(Problem) {
            try parser.parse(line)
            noteRespondent(in: line, of: answer)
            try index.append(parser.fields, of: line, to: &codes)
        } catch {
            respondents?.skip(organization: answer.organization)
            return "\(label): the sealed bytes cannot be read: \(error.code.rawValue)"
        }
        guard answer.answerDigest == answer.digest, let stored = answer.codes else {
            return "\(label): its answers are missing or another response's"
        }
        guard codes == Array(stored), parser.fields.unit?.text(in: line) == answer.unit else {
            return "\(label): its answers are others than the sealed ones"
        }
        return nil
    }

    private mutating func noteRespondent(
        in line: Span<UInt8>, of answer: SQLiteReader.SealedAnswer
    ) {
        guard let token = parser.fields.respondent, let id = ResponseID(bytes: Array(answer.id))
        else { return }
        respondents?.add(
            Digest.sha256(of: line.extracting(token.range)), of: id,
            organization: answer.organization)
    }
}

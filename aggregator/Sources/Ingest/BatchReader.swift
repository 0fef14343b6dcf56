import Foundation
import SurveyProtocol

/// Reads a request's body: one sealed response a line, each checked by itself.
///
/// One faulty line never touches the others. Nothing is copied but ids, digests and the answers'
/// bytes; the sealed bytes stay where they arrived.
struct BatchReader {
    private let sender: BatchSender
    private let round: [UInt8]
    private let organization: [UInt8]
    private let isDecided: Bool
    private var parser = ResponseParser()

    /// A reader for a sender's batches.
    /// - Parameter isDecided: whether a person has decided that the lines count, so that nothing
    ///   but their form speaks against them.
    init(sender: BatchSender, isDecided: Bool = false) {
        self.sender = sender
        self.isDecided = isDecided
        round = Array(sender.round.id.utf8)
        organization = Array(sender.organization.utf8)
    }

    /// The batch that a body holds.
    /// - Throws: `batch-too-large`; every other fault is a line's own.
    mutating func read(_ body: [UInt8]) throws(Problem) -> Batch {
        try read(0..<body.count, of: body).batch
    }

    /// What a part of a body holds that begins where a line begins.
    mutating func read(_ range: Range<Int>, of body: [UInt8]) throws(Problem) -> Part {
        var part = Part(
            batch: Batch(
                round: sender.round.key, organization: sender.organizationKey,
                agent: sender.agent, isJoint: sender.round.mode == .joint, bytes: body))
        var start = range.lowerBound
        while start < range.upperBound {
            var end = Self.lineEnd(in: body, from: start)
            let next = end + 1
            if end > start, body[end - 1] == 0x0D { end -= 1 }
            if end > start {
                let line = read(start..<end, of: body, codes: &part.batch.codes)
                part.batch.lines.append(line)
            } else {
                part.empty += 1
            }
            try part.check()
            start = next
        }
        return part
    }

    /// The offset of the next line feed, or of the end.
    static func lineEnd(in body: [UInt8], from start: Int) -> Int {
        // Unsafe because memchr takes raw pointers; the search stays within the array, which
        // lives through the closure.
        unsafe body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count,
                let found = unsafe memchr(base + start, 0x0A, bytes.count - start)
            else { return bytes.count }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    private mutating func read(
        _ range: Range<Int>, of body: [UInt8], codes: inout [UInt8]
    ) -> Incoming {
        let line = body.span.extracting(range)
        var incoming = Incoming(bytes: range, digest: .sha256(of: line), standing: .sound)
        do throws(Problem) {
            try parser.parse(line)
            fill(&incoming, of: line)
            try checkSender(line)
            if !isDecided, let problem = reservation() {
                incoming.standing = .quarantine(problem)
                return incoming
            }
            let start = codes.count
            try sender.index.append(parser.fields, of: line, to: &codes)
            incoming.codes = start..<codes.count
        } catch {
            incoming.id = parser.id
            incoming.revision = parser.revision ?? 0
            incoming.standing = .refused(error)
        }
        return incoming
    }

    private func fill(_ incoming: inout Incoming, of line: Span<UInt8>) {
        let fields = parser.fields
        incoming.id = fields.id
        incoming.revision = fields.revision
        incoming.replaces = fields.replaces
        incoming.unit = fields.unit?.text(in: line)
        if let respondent = fields.respondent {
            let token = Digest.sha256(of: line.extracting(respondent.range))
            incoming.respondent = Array(token.bytes.prefix(16))
        }
    }

    private func checkSender(_ line: Span<UInt8>) throws(Problem) {
        let fields = parser.fields
        guard isEqual(fields.round, line, round) else {
            throw Problem(.roundMismatch, "it names the round `\(fields.round.text(in: line))`")
        }
        guard isEqual(fields.organization, line, organization) else {
            throw Problem(
                .organizationNotYours,
                "it names the organization `\(fields.organization.text(in: line))`")
        }
    }

    /// Why a well-formed response cannot count before a person has decided.
    private func reservation() -> Problem? {
        if sender.organizationKey == nil {
            return Problem(.organizationNotOnRoster, "organization `\(sender.organization)`")
        }
        if let questionnaire = parser.fields.questionnaire,
            questionnaire != sender.round.questionnaire
        {
            return Problem(.questionnaireUnknown, "it answers \(questionnaire)")
        }
        if sender.admission == .late {
            return Problem(.arrivedAfterClosing, "the round `\(sender.round.id)` is closed")
        }
        return nil
    }

    private func isEqual(
        _ slice: ResponseFields.Slice, _ line: Span<UInt8>, _ bytes: [UInt8]
    ) -> Bool {
        guard slice.count == bytes.count else { return false }
        for index in 0..<bytes.count where line[slice.start + index] != bytes[index] {
            return false
        }
        return true
    }
}

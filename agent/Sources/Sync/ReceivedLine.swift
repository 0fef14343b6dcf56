import SurveyProtocol

/// Reads the line that says that a response was received, in the form in which it nearly always
/// comes: `VerdictLine` written by the aggregator, byte by byte.
///
/// It is a shortcut and no second opinion: what it understands means the same as JSON, and
/// everything else is left to the reader of JSON.
///
/// The lines of an answer are read one after the other, by one reader: they are mostly alike.
struct ReceivedLine {
    private static let verdicts: [(verdict: Verdict, bytes: [UInt8])] =
        [Verdict.accepted, .duplicate, .superseded].map {
            ($0, Array("\($0.rawValue)\",\"receipt\":{\"server\":\"".utf8))
        }
    private static let epoch = Array(",\"epoch\":".utf8)
    private static let sequence = Array(",\"sequence\":".utf8)
    private static let receivedAt = Array(",\"receivedAt\":\"".utf8)
    private static let end = Array("}}".utf8)

    private var beginning: [UInt8] = []
    private var server = RecentText()
    private var receivedAt = RecentText()

    /// What the line says of the response; nil when it is in any other form, or of any other.
    mutating func ruling(_ line: ArraySlice<UInt8>, of entry: SpoolEntry) -> Ruling? {
        var cursor = Cursor(bytes: line, place: line.startIndex)
        begin(with: entry)
        guard cursor.skip(beginning),
            let verdict = Self.verdicts.first(where: { cursor.skip($0.bytes) })?.verdict,
            let server = cursor.text(like: &server), cursor.skip(Self.epoch),
            let epoch = cursor.number(), cursor.skip(Self.sequence),
            let sequence = cursor.number(), cursor.skip(Self.receivedAt),
            let time = cursor.text(like: &receivedAt), cursor.skip(Self.end),
            cursor.place == line.endIndex
        else { return nil }
        return Ruling(
            entry: entry, verdict: verdict,
            receipt: Receipt(server: server, epoch: epoch, sequence: sequence, receivedAt: time),
            problem: nil)
    }

    /// Writes the line up to the verdict: the echo of the response.
    private mutating func begin(with entry: SpoolEntry) {
        beginning.removeAll(keepingCapacity: true)
        beginning += "{\"id\":\"".utf8
        entry.id.appendText(to: &beginning)
        beginning += "\",\"revision\":".utf8
        beginning += String(entry.revision).utf8
        beginning += ",\"digest\":\"".utf8
        entry.digest.appendText(to: &beginning)
        beginning += "\",\"verdict\":\"".utf8
    }

    /// A text of a line, for the next line which mostly has the same.
    private struct RecentText {
        var text = ""
        /// Its bytes with the closing quote; none when there was no line yet.
        var bytes: [UInt8] = []
    }

    /// A place in the line, which goes on as long as the bytes are those expected.
    private struct Cursor {
        /// More digits than this might not fit into a number.
        private static let digitsMaximum = 18

        let bytes: ArraySlice<UInt8>
        var place: Int

        /// Goes past some bytes, when they stand here.
        mutating func skip(_ expected: [UInt8]) -> Bool {
            guard bytes.endIndex - place >= expected.count, isEqual(expected) else { return false }
            place += expected.count
            return true
        }

        /// Whether the bytes at the place, of which there are as many, are these.
        private func isEqual(_ expected: [UInt8]) -> Bool {
            let (found, wanted) = (bytes.span, expected.span)
            let start = place - bytes.startIndex
            // To the end in any case: the compiler compares many bytes at once then.
            var difference: UInt8 = 0
            for index in wanted.indices { difference |= found[start + index] ^ wanted[index] }
            return difference == 0
        }

        /// A text of printable ASCII without escapes, past its closing quote.
        mutating func text(like recent: inout RecentText) -> String? {
            if !recent.bytes.isEmpty, skip(recent.bytes) { return recent.text }
            let start = place
            while place < bytes.endIndex, bytes[place] != 0x22 {
                guard 0x20...0x7E ~= bytes[place], bytes[place] != 0x5C else { return nil }
                place += 1
            }
            guard place < bytes.endIndex else { return nil }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            place += 1
            recent = RecentText(text: text, bytes: Array(bytes[start..<place]))
            return text
        }

        /// A whole number without sign or leading zero.
        mutating func number() -> Int? {
            let start = place
            var number = 0
            while place < bytes.endIndex, 0x30...0x39 ~= bytes[place] {
                guard place - start < Self.digitsMaximum else { return nil }
                number = number * 10 + Int(bytes[place] - 0x30)
                place += 1
            }
            let hasLeadingZero = place - start > 1 && bytes[start] == 0x30
            return place == start || hasLeadingZero ? nil : number
        }
    }
}

/// Where the members of a sealed response lie in its bytes.
///
/// Made by `ResponseParser` without copying: texts are slices of the line they were read from.
public struct ResponseFields: Sendable {
    /// A run of bytes in the line, between the quotation marks of a JSON string.
    public struct Slice: Hashable, Sendable {
        /// Offset of the first byte.
        public let start: Int
        /// Number of bytes.
        public let count: Int
        /// Whether the text holds escapes and must be unescaped before use.
        public let isEscaped: Bool

        init(start: Int, count: Int, isEscaped: Bool = false) {
            self.start = start
            self.count = count
            self.isEscaped = isEscaped
        }

        /// The offsets of the bytes.
        public var range: Range<Int> { start..<(start + count) }
    }

    /// An answer: the slices of its item and of its option code.
    public struct Answer: Hashable, Sendable {
        /// The item's or background question's id.
        public let item: Slice
        /// The option's code.
        public let code: Slice
    }

    /// The response's id.
    public internal(set) var id = ResponseID(milliseconds: 0, random: (0, 0))
    /// The revision, from 1.
    public internal(set) var revision = 0
    /// The digest of the revision it replaces.
    public internal(set) var replaces: Digest?
    /// The round's id.
    public internal(set) var round = Slice(start: 0, count: 0)
    /// The digest of the questionnaire that was answered.
    public internal(set) var questionnaire: Digest?
    /// The organization's id.
    public internal(set) var organization = Slice(start: 0, count: 0)
    /// The unit's name.
    public internal(set) var unit: Slice?
    /// The respondent token.
    public internal(set) var respondent: Slice?
    /// When the first answer was given, by the device's clock.
    public internal(set) var startedAt = Slice(start: 0, count: 0)
    /// When it was sealed, by the device's clock.
    public internal(set) var completedAt = Slice(start: 0, count: 0)
    /// The program that sealed it.
    public internal(set) var agent = Slice(start: 0, count: 0)
    /// The answers to background questions, in the order of the line.
    public internal(set) var background: [Answer] = []
    /// The answers to items, in the order of the line.
    public internal(set) var answers: [Answer] = []
}

extension ResponseFields.Slice {
    /// The text of the slice, unescaped.
    public func text(in line: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        if isEscaped {
            JSONEscapes.unescape(self, in: line, into: &bytes)
        } else {
            for index in range { bytes.append(line[index]) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

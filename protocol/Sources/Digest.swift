/// The SHA-256 of some bytes, written `sha256:` and 64 lowercase hexadecimal digits.
///
/// This module computes no hash: callers hand over the 32 bytes that a vetted library made.
public struct Digest: Hashable, Sendable {
    /// The 32 bytes, as four words in big-endian order.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    /// The number of bytes in a digest.
    public static let byteCount = 32
    /// The number of characters in a digest's text form.
    public static let textCount = 71

    /// A digest from its 32 bytes as four words in big-endian order.
    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// A digest from its 32 bytes; nil when there are not exactly 32.
    public init?(bytes: some Sequence<UInt8>) {
        var words: [UInt64] = [0, 0, 0, 0]
        var count = 0
        for byte in bytes {
            guard count < Self.byteCount else { return nil }
            words[count / 8] = words[count / 8] << 8 | UInt64(byte)
            count += 1
        }
        guard count == Self.byteCount else { return nil }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// A digest from its text form; nil when the text is anything else.
    public init?(_ text: String) {
        self.init(text: Array(text.utf8).span)
    }

    /// A digest from its text form as bytes; nil when they are anything else.
    public init?(text: Span<UInt8>) {
        guard text.count == Self.textCount, Self.hasPrefix(text) else { return nil }
        self.init(digits: text.extracting(7...))
    }

    /// A digest from the 64 digits of its text form; nil when they are anything else.
    package init?(digits: Span<UInt8>) {
        guard digits.count == 2 * Self.byteCount else { return nil }
        guard let first = Hexadecimal.word(digits.extracting(0..<16)),
            let second = Hexadecimal.word(digits.extracting(16..<32)),
            let third = Hexadecimal.word(digits.extracting(32..<48)),
            let fourth = Hexadecimal.word(digits.extracting(48..<64))
        else { return nil }
        words = (first, second, third, fourth)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(Self.byteCount)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                output.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return output
    }

    /// Appends the text form, `sha256:` and 64 digits.
    public func appendText(to output: inout [UInt8]) {
        output += "sha256:".utf8
        appendDigits(to: &output)
    }

    /// Appends the 64 digits of the text form.
    package func appendDigits(to output: inout [UInt8]) {
        Hexadecimal.append(words.0, to: &output)
        Hexadecimal.append(words.1, to: &output)
        Hexadecimal.append(words.2, to: &output)
        Hexadecimal.append(words.3, to: &output)
    }

    private static func hasPrefix(_ text: Span<UInt8>) -> Bool {
        text[0] == 0x73 && text[1] == 0x68 && text[2] == 0x61 && text[3] == 0x32
            && text[4] == 0x35 && text[5] == 0x36 && text[6] == 0x3A
    }

    public static func == (left: Digest, right: Digest) -> Bool {
        left.words == right.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.3)
    }
}

extension Digest: CustomStringConvertible {
    /// The text form, `sha256:` and 64 digits.
    public var description: String {
        var output: [UInt8] = []
        output.reserveCapacity(Self.textCount)
        appendText(to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}

extension Digest: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = try Digest(container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a sha256 digest")
        }
        self = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

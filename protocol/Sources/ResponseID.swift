/// The identity of a response: a UUID of version 7 (RFC 9562), minted on the device that seals it.
///
/// Version 7 begins with the time in milliseconds, so keys arrive nearly in order and a store's
/// index grows at its end. The time is the device's and decides nothing.
public struct ResponseID: Hashable, Sendable {
    /// The first eight bytes, big-endian: time, version and 12 random bits.
    public let high: UInt64
    /// The last eight bytes, big-endian: variant and 62 random bits.
    public let low: UInt64

    /// The number of characters in the text form.
    public static let textCount = 36

    /// An id from a time and 74 random bits.
    ///
    /// - Parameters:
    ///   - milliseconds: Unix time in milliseconds; its lowest 48 bits are used.
    ///   - random: two words of which 12 and 62 bits are used.
    public init(milliseconds: UInt64, random: (UInt64, UInt64)) {
        high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
    }

    /// An id from its sixteen bytes as two words, or nil when it is no UUID of version 7.
    public init?(high: UInt64, low: UInt64) {
        guard high >> 12 & 0xF == 7, low >> 62 == 2 else { return nil }
        self.high = high
        self.low = low
    }

    /// An id from its text form (lowercase, with hyphens), or nil.
    public init?(_ text: String) {
        self.init(text: Array(text.utf8).span)
    }

    /// An id from the bytes of its text form, or nil.
    public init?(text: Span<UInt8>) {
        guard text.count == Self.textCount else { return nil }
        var words: (high: UInt64, low: UInt64) = (0, 0)
        var digits = 0
        for index in 0..<Self.textCount {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard text[index] == 0x2D else { return nil }
                continue
            }
            guard let value = Hexadecimal.value(text[index]) else { return nil }
            if digits < 16 {
                words.high = words.high << 4 | UInt64(value)
            } else {
                words.low = words.low << 4 | UInt64(value)
            }
            digits += 1
        }
        self.init(high: words.high, low: words.low)
    }

    /// An id from its sixteen bytes, or nil when they are no UUID of version 7.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        let words = [bytes[..<8], bytes[8...]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        self.init(high: words[0], low: words[1])
    }

    /// The sixteen bytes.
    public var bytes: [UInt8] {
        [high, low].flatMap { word in
            stride(from: 56, through: 0, by: -8).map {
                UInt8(truncatingIfNeeded: word >> UInt64($0))
            }
        }
    }
}

extension ResponseID: CustomStringConvertible {
    /// The text form: lowercase hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    public var description: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(Self.textCount)
        appendText(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Appends the text form.
    public func appendText(to output: inout [UInt8]) {
        let first = Hexadecimal.eightDigits(UInt32(truncatingIfNeeded: high >> 32))
        let second = Hexadecimal.eightDigits(UInt32(truncatingIfNeeded: high))
        let third = Hexadecimal.eightDigits(UInt32(truncatingIfNeeded: low >> 32))
        let fourth = Hexadecimal.eightDigits(UInt32(truncatingIfNeeded: low))
        Hexadecimal.append(first, to: &output)
        output.append(0x2D)
        appendHalves(second, to: &output)
        output.append(0x2D)
        appendHalves(third, to: &output)
        Hexadecimal.append(fourth, to: &output)
    }

    /// Appends eight digits with a hyphen in the middle.
    private func appendHalves(_ digits: Hexadecimal.EightDigits, to output: inout [UInt8]) {
        for index in 0..<8 {
            if index == 4 { output.append(0x2D) }
            output.append(UInt8(truncatingIfNeeded: digits.word >> UInt64(56 - index * 8)))
        }
    }
}

extension ResponseID: Comparable {
    public static func < (left: ResponseID, right: ResponseID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension ResponseID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = try ResponseID(container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a UUID of version 7")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Bytes as lowercase hexadecimal digits, and back.
public enum Hexadecimal {
    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    /// Appends the sixteen digits of a word, the highest first.
    static func append(_ word: UInt64, to output: inout [UInt8]) {
        append(eightDigits(UInt32(truncatingIfNeeded: word >> 32)), to: &output)
        append(eightDigits(UInt32(truncatingIfNeeded: word)), to: &output)
    }

    /// Appends the eight bytes of a word, the highest first.
    static func append(_ digits: EightDigits, to output: inout [UInt8]) {
        // Unsafe because the word is read as raw bytes; it lives through the closure.
        unsafe withUnsafeBytes(of: digits.word.bigEndian) { unsafe output.append(contentsOf: $0) }
    }

    /// Eight digits as the bytes of one word.
    struct EightDigits {
        var word: UInt64
    }

    /// The digits of a half word, all at once: a digit lies in each byte of a word.
    static func eightDigits(_ half: UInt32) -> EightDigits {
        var word = UInt64(half)
        word = (word << 16 | word) & 0x0000_FFFF_0000_FFFF
        word = (word << 8 | word) & 0x00FF_00FF_00FF_00FF
        word = (word << 4 | word) & 0x0F0F_0F0F_0F0F_0F0F
        // 1 in each byte that holds ten or more, for which the letters are 39 further on.
        let letters = (word + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return EightDigits(word: word + 0x3030_3030_3030_3030 + letters * 39)
    }

    /// Appends two digits a byte.
    public static func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
        for byte in bytes {
            output.append(digit(byte >> 4))
            output.append(digit(byte & 15))
        }
    }

    /// The bytes as text, two digits a byte.
    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        var output: [UInt8] = []
        append(bytes, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The value of one digit; only lowercase letters count, so that a text has one spelling.
    public static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }

    /// The word that at most sixteen digits stand for, the highest first; nil when one is none.
    static func word(_ digits: Span<UInt8>) -> UInt64? {
        var word: UInt64 = 0
        // To the end in any case: without a way out the loop is a fast one.
        var isDigit = true
        for index in digits.indices {
            let (number, letter) = (digits[index] &- 0x30, digits[index] &- 0x61)
            isDigit = isDigit && (number < 10 || letter < 6)
            word = word << 4 | UInt64(number < 10 ? number : (letter &+ 10) & 15)
        }
        return isDigit ? word : nil
    }

    /// The bytes that a text of digits stands for, or nil when it is not one.
    public static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 2)
        var high: UInt8?
        for digit in text {
            guard let value = value(digit) else { return nil }
            if let first = high {
                output.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return output
    }
}

/// The rule for times in a response: RFC 3339 in UTC, to the second or with a fraction.
///
/// `2026-03-01T09:30:00Z`, or with one to nine digits after a point. The day must exist. A leap
/// second is not taken, because most programs that read it later could not.
package enum UTCTime {
    private static let template = Array("dddd-dd-ddTdd:dd:dd".utf8)

    /// Whether the bytes are a time.
    package static func isValid(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 20, text.count <= 30, text[text.count - 1] == 0x5A else { return false }
        for index in 0..<19 {
            let pattern = template[index]
            guard pattern == 0x64 ? isDigit(text[index]) : text[index] == pattern else {
                return false
            }
        }
        guard hasValidFraction(text) else { return false }
        let (year, month) = (two(text, 0) * 100 + two(text, 2), two(text, 5))
        let day = two(text, 8)
        return month >= 1 && month <= 12 && day >= 1 && day <= days(year, month)
            && two(text, 11) < 24 && two(text, 14) < 60 && two(text, 17) < 60
    }

    private static func hasValidFraction(_ text: Span<UInt8>) -> Bool {
        if text.count == 20 { return true }
        guard text.count > 21, text[19] == 0x2E else { return false }
        for index in 20..<(text.count - 1) where !isDigit(text[index]) { return false }
        return true
    }

    private static func days(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func two(_ text: Span<UInt8>, _ index: Int) -> Int {
        Int(text[index] - 0x30) * 10 + Int(text[index + 1] - 0x30)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Times as people at this computer read them.
enum LocalTime {
    /// `2026-03-01T09:30:00Z` as `2026-03-01 10:30`, in the computer's time zone; any other text
    /// as it is.
    static func text(_ utc: String) -> String {
        let digits = utc.utf8.split { !(0x30...0x39).contains($0) }.compactMap {
            Int32(String(decoding: $0, as: UTF8.self))
        }
        guard utc.hasSuffix("Z"), digits.count >= 6 else { return utc }
        // Unsafe because the C structure holds a pointer, which nobody looks at; timegm() and
        // localtime_r() read and fill structures that live here.
        var fields = unsafe tm()
        unsafe fields.tm_year = digits[0] - 1_900
        unsafe fields.tm_mon = digits[1] - 1
        unsafe fields.tm_mday = digits[2]
        unsafe fields.tm_hour = digits[3]
        unsafe fields.tm_min = digits[4]
        unsafe fields.tm_sec = digits[5]
        var seconds = unsafe timegm(&fields)
        var local = unsafe tm()
        guard unsafe localtime_r(&seconds, &local) != nil else { return utc }
        let date = unsafe [local.tm_year + 1_900, local.tm_mon + 1, local.tm_mday].map(padded)
        let time = unsafe [local.tm_hour, local.tm_min].map(padded)
        return "\(date.joined(separator: "-")) \(time.joined(separator: ":"))"
    }

    private static func padded(_ number: Int32) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

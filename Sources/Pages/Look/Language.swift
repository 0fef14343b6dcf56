/// The languages that the pages speak.
package enum Language: String, CaseIterable, Hashable, Sendable {
    /// Swedish.
    case swedish = "sv"
    /// English.
    case english = "en"

    /// The code for the attribute `lang`.
    package var code: String { rawValue }

    /// The language's own name.
    package var name: String { self == .swedish ? "Svenska" : "English" }

    /// The text of the two that is in this language.
    package func say(_ swedish: String, _ english: String) -> String {
        self == .swedish ? swedish : english
    }

    /// A count with its noun, such as `1 response` or `3 responses`.
    package func count(
        _ count: Int, swedish: (one: String, many: String), english: (one: String, many: String)
    ) -> String {
        let words = self == .swedish ? swedish : english
        return "\(count) \(count == 1 ? words.one : words.many)"
    }

    /// A number with the language's decimal sign and so many decimals.
    package func number(_ value: Double, decimals: Int = 0) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        var scale = 1
        for _ in 0..<max(0, decimals) { scale *= 10 }
        let rounded = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && rounded > 0 ? "\u{2212}" : ""
        guard decimals > 0 else { return "\(sign)\(rounded)" }
        let rest = String(rounded % scale)
        let zeros = String(repeating: "0", count: decimals - rest.count)
        return "\(sign)\(rounded / scale)\(say(",", "."))\(zeros)\(rest)"
    }

    /// The language that a browser prefers, by its header `Accept-Language`.
    ///
    /// The order in the header counts; weights are given in that order by every browser.
    package static func preferred(_ header: String) -> Language {
        for part in header.split(separator: ",") {
            let code = part.drop { $0 == " " }.prefix(2).lowercased()
            if let language = Language(rawValue: code) { return language }
            if ["nb", "nn", "no", "da"].contains(code) { return .swedish }
        }
        return .english
    }
}

import Foundation
import Pages

/// Times as people at the centre read and write them: in one time zone, which pages name.
struct LocalTime: Sendable {
    /// The name of the time zone that is meant when none is set.
    static let standard = "UTC"

    /// The name of the time zone, such as `Europe/Stockholm`.
    let zone: String
    private let calendar: Calendar

    /// Times in a time zone; nil when there is none with that name.
    init?(zone: String) {
        guard zone == Self.standard || TimeZone.knownTimeZoneIdentifiers.contains(zone),
            let found = TimeZone(identifier: zone)
        else { return nil }
        self.init(zone, found)
    }

    /// Times in UTC.
    init() {
        self.init(Self.standard, .gmt)
    }

    private init(_ zone: String, _ found: TimeZone) {
        self.zone = zone
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = found
        self.calendar = calendar
    }

    /// A moment such as `2026-03-01 10:30`, with the exact one for programs; a dash for none.
    func html(_ moment: String?) -> HTML {
        guard let moment else { return HTML("–") }
        return tag("time", Attribute("datetime", moment)) { text(moment) }
    }

    /// RFC 3339 as `2026-03-01 10:30`; any other text as it is.
    func text(_ moment: String) -> String {
        guard let date = Timestamp(moment)?.date else { return moment }
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let day = [parts.year, parts.month, parts.day].map(Self.padded).joined(separator: "-")
        return "\(day) \([parts.hour, parts.minute].map(Self.padded).joined(separator: ":"))"
    }

    /// What somebody wrote as RFC 3339: `2026-03-01`, `2026-03-01 10:30`, or RFC 3339 itself.
    /// - Returns: nil when nothing was written; what is no time as it is, for the desk to refuse.
    func moment(_ written: String?) -> String? {
        guard let written else { return nil }
        let numbers = written.split { !$0.isNumber }.compactMap { Int($0) }
        guard !written.hasSuffix("Z"), !written.contains("+"),
            numbers.count == 3 || numbers.count == 5
        else { return written }
        let date = calendar.date(
            from: DateComponents(
                year: numbers[0], month: numbers[1], day: numbers[2],
                hour: numbers.count == 5 ? numbers[3] : 0,
                minute: numbers.count == 5 ? numbers[4] : 0))
        guard let date, isKept(numbers, in: date) else { return written }
        return Timestamp(date).text
    }

    /// Whether a date is the one that was written, not the 31st of February moved on.
    private func isKept(_ numbers: [Int], in date: Date) -> Bool {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return [parts.year, parts.month, parts.day] == numbers.prefix(3).map { Int?($0) }
    }

    private static func padded(_ number: Int?) -> String {
        let text = "\(number ?? 0)"
        return text.count < 2 ? "0\(text)" : text
    }
}

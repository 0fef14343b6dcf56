import Foundation
import SurveyProtocol

/// A moment of the aggregator's clock, in milliseconds since 1970, as the store keeps it.
struct Timestamp: Hashable, Comparable, Codable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let milliseconds: Int64

    /// A moment from milliseconds.
    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A moment from a date.
    init(_ date: Date) {
        milliseconds = Int64((date.timeIntervalSince1970 * 1_000).rounded(.down))
    }

    /// A moment from RFC 3339 text, with or without a time of day; nil when it is none.
    init?(_ text: String) {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let day = Date.ISO8601FormatStyle().year().month().day()
        let date =
            (try? style.parse(text)) ?? (try? fractional.parse(text))
            ?? (text.utf8.count == 10 ? try? day.parse(text) : nil)
        // What is written with more or fewer than four digits of a year, no other program reads.
        guard let date, Self.written.contains(date.timeIntervalSince1970),
            Self.exists(text)
        else { return nil }
        self.init(date)
    }

    /// Whether the day and the hour that a text names exist: Foundation takes 30 February for
    /// 2 March.
    private static func exists(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let time = bytes.count >= 19 ? bytes[10..<19] : ArraySlice("T00:00:00".utf8)
        let plain = bytes.prefix(10) + time + [UInt8(ascii: "Z")]
        return UTCTime.isValid(Array(plain).span)
    }

    /// Seconds since 1970 of the years 1970 to 9999.
    private static let written = 0.0..<253_402_300_800.0

    /// The moment now, by the system's clock.
    static func now() -> Timestamp { Timestamp(Date()) }

    /// The moment as a date.
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1_000) }

    /// RFC 3339 in UTC, to the second.
    var text: String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: false))
    }

    /// The moment some seconds later.
    func adding(seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + seconds * 1_000)
    }

    static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

import Foundation
import Logging
import SurveyProtocol

/// Writes each log entry as one line of JSON to standard error, for programs that collect logs.
struct JSONLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let label: String
    /// Members that are numbers by their meaning; whatever else looks like one is text.
    private static let numbers: Set = [
        "status", "milliseconds", "connections", "wanted", "port",
    ]

    /// A handler for a logger with a label.
    init(label: String) {
        self.label = label
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
            .merging(event.metadata ?? [:]) { $1 }
        let line = Self.line(
            at: .now(), level: event.level, message: event.message.description,
            members: [("logger", label)]
                + all.sorted { $0.key < $1.key }.map {
                    ($0.key, $0.value.description)
                })
        try? FileHandle.standardError.write(contentsOf: Data(line))
    }

    /// An entry as a line.
    static func line(
        at moment: Timestamp, level: Logger.Level, message: String,
        members: [(name: String, value: String)]
    ) -> [UInt8] {
        var line: [UInt8] = [0x7B]
        let all =
            [("time", moment.text), ("level", level.rawValue), ("message", message)] + members
        for (index, member) in all.enumerated() {
            if index > 0 { line.append(0x2C) }
            JSONText.append(member.0, to: &line)
            line.append(0x3A)
            if numbers.contains(member.0), Int(member.1).map(String.init) == member.1 {
                line += member.1.utf8
            } else {
                JSONText.append(member.1, to: &line)
            }
        }
        return line + [0x7D, 0x0A]
    }
}

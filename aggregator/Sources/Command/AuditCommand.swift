import ArgumentParser
import Foundation
import SurveyProtocol

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Print the audit log, oldest first, and check its chain.")

    @OptionGroup var data: DataOptions
    @Flag(help: "Print JSON, one entry a line.") var json = false
    @Option(help: "Only entries after this place.") var after: Int64 = 0

    func run() throws {
        let reader = try data.reader()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var previous = AuditEntry.beginning
        var expected: Int64 = 1
        var broken: Int64?
        try reader.eachAuditEntry { entry in
            if broken == nil, entry.sequence != expected || !entry.follows(previous) {
                broken = expected
            }
            (previous, expected) = (entry.digest, entry.sequence + 1)
            guard entry.sequence > after else { return }
            if json { return Output.bytes(Array(try encoder.encode(entry)) + [0x0A]) }
            let detail = entry.detail.isEmpty ? "" : " (\(entry.detail))"
            Output.line(
                "\(entry.sequence)  \(entry.moment.text)  \(entry.performer)  "
                    + "\(entry.action)  \(entry.object)\(detail)")
        }
        if let broken { throw AggregatorError.auditBroken(at: broken) }
        Output.note("\(expected - 1) entries, head \(previous)")
    }
}

extension AggregatorError {
    /// An entry of the audit log does not fit to those before it.
    static func auditBroken(at place: Int64) -> AggregatorError {
        AggregatorError(
            .auditBroken, "the audit log was changed at or before entry \(place)",
            hint: "keep a copy of the data folder and find out who had access; compare a backup")
    }
}

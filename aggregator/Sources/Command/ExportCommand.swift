import ArgumentParser
import Foundation

extension ResponseExport.Format: ExpressibleByArgument {}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write every stored response of a round; recorded in the audit log.",
        discussion: """
            The last line holds the number of rows and the SHA-256 of all before it; without \
            it the export was cut short.
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The round's id.") var round: String
    @Option(help: "ndjson (the sealed responses) or csv (a column an item).")
    var format: ResponseExport.Format = .ndjson
    @Option(help: "The file to write; standard output when absent.") var output: String?

    func run() throws {
        try OutputFile.check(output)
        let reader = try data.reader()
        var export = try ResponseExport(
            reader: reader, round: reader.round(round), format: format)
        // Recorded before anything is shown.
        try data.perform(.audit(action: "responses exported", object: round))
        guard let output else {
            while Output.failure == nil, let piece = try export.next() { Output.bytes(piece) }
            return
        }
        try OutputFile.write(to: output) { handle in
            while let piece = try export.next() { try handle.write(contentsOf: Data(piece)) }
        }
    }
}

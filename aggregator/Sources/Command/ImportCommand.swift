import ArgumentParser
import Foundation
import SurveyProtocol

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take the responses of a hand-over file.",
        discussion: """
            The answer is a file of verdicts, FILE.receipts unless --output names another; the \
            coordinator takes it back with `survey-agent accept`.
            """)

    /// Some responses were refused.
    private static let partlyDone: Int32 = 3

    @OptionGroup var data: DataOptions
    @Argument(help: "The file that `survey-agent export` wrote.") var file: String
    @Option(help: "Where to write the verdicts.") var output: String?

    func run() throws {
        let bytes = try DurableFile.read(file, bytesMaximum: Limits.handOverBytesMaximum)
        let path = output ?? file + ".receipts"
        try OutputFile.check(path)
        guard case .receipts(let receipts) = try data.perform(.importHandOver(Data(bytes))) else {
            return
        }
        try OutputFile.write(receipts.file, to: path)
        Output.isDone(
            .init(
                what: "the responses are taken",
                hint: "the verdicts are in \(path); give that file back to the coordinator"))
        let counts = Verdict.allCases.compactMap { verdict in
            receipts.counts[verdict.rawValue].map { "\($0) \(verdict.rawValue)" }
        }
        Output.line(counts.isEmpty ? "no responses" : counts.joined(separator: ", "))
        Output.note("the verdicts are in \(path); give that file back to the coordinator")
        if receipts.counts[Verdict.refused.rawValue] ?? 0 > 0 {
            throw ExitCode(Self.partlyDone)
        }
    }
}

import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let lanes = ProcessInfo.processInfo.activeProcessorCount

do {
    switch arguments.first {
    case "large":
        print(try LargeGroup.disclose(lanes: lanes))
    case "memory":
        let responses = arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000
        print(try LargeGroup.remember(responses: responses, lanes: lanes))
    default:
        try Session(arguments: arguments).run()
    }
} catch {
    FileHandle.standardError.write(Data("survey-bench: error: \(error.reason)\n".utf8))
    exit(1)
}

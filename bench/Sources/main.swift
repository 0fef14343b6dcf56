import Foundation

do {
    let session = try Session(arguments: Array(CommandLine.arguments.dropFirst()))
    try session.run()
} catch {
    FileHandle.standardError.write(Data("survey-bench: error: \(error.reason)\n".utf8))
    exit(1)
}

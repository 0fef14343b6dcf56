import ArgumentParser
import Foundation
import Logging

/// Runs the command line and turns every outcome into text and an exit code.
public enum Program {
    private static let name = "survey-aggregator"

    /// Exit codes that scripts rely on.
    enum Exit: Int32 {
        case done = 0
        case failed = 1
        case usage = 2
    }

    /// Runs a command line without the program's name.
    /// - Returns: the exit code.
    public static func run(_ arguments: [String]) async -> Int32 {
        do {
            var command = try AggregatorCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return Exit.done.rawValue
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        if let error = error as? AggregatorError {
            say(error.reason, hint: error.hint)
            return Exit.failed.rawValue
        }
        if let code = error as? ExitCode { return code.rawValue }
        let code = AggregatorCommand.exitCode(for: error)
        if code.isSuccess {
            Output.line(AggregatorCommand.message(for: error))
            return Exit.done.rawValue
        }
        if code == .validationFailure {
            let text = AggregatorCommand.fullMessage(for: error)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let reason = lines.first.map { $0.replacing("Error: ", with: "", maxReplacements: 1) }
            Output.note("\(name): error: \(reason ?? "the command cannot be understood")")
            for line in lines.dropFirst() where !line.isEmpty { Output.note(String(line)) }
            return Exit.usage.rawValue
        }
        say("something unforeseen failed: \(error)", hint: "report it with the command you gave")
        return Exit.failed.rawValue
    }

    private static func say(_ reason: String, hint: String) {
        Output.note("\(name): error: \(reason)")
        Output.note("\(name): hint: \(hint)")
    }
}

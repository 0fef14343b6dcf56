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
            var command = try AggregatorCommand.parseAsRoot(ordered(arguments))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ending().rawValue
        } catch {
            let code = report(error)
            return code == Exit.done.rawValue ? ending().rawValue : code
        }
    }

    /// `--data` before the command's name, as people type it, goes after everything else.
    static func ordered(_ arguments: [String]) -> [String] {
        guard let first = arguments.first else { return [] }
        let count = first == "--data" ? 2 : first.hasPrefix("--data=") ? 1 : 0
        guard count > 0, arguments.count > count, !arguments[count].hasPrefix("-") else {
            return arguments
        }
        return Array(arguments[count...] + arguments[..<count])
    }

    /// Done, unless what was to be shown could not be written; then says so, and what was done.
    private static func ending() -> Exit {
        guard let reason = Output.failure else { return .done }
        if let deed = Output.done {
            say("cannot write to standard output: \(reason), but \(deed.what)", hint: deed.hint)
        } else {
            say(
                "cannot write to standard output: \(reason)",
                hint: "nothing was changed; free space, and give the command again")
        }
        return .failed
    }

    private static func report(_ error: any Error) -> Int32 {
        if let error = error as? AggregatorError {
            say(error.reason, hint: error.hint)
            return Exit.failed.rawValue
        }
        if let code = error as? ExitCode {
            _ = ending()
            return code.rawValue
        }
        let code = AggregatorCommand.exitCode(for: error)
        if code.isSuccess {
            Output.line(AggregatorCommand.message(for: error))
            return Exit.done.rawValue
        }
        if code == .validationFailure {
            let text = AggregatorCommand.fullMessage(for: error)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let values = lines.map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("- ") }
                .map { $0.dropFirst(2) }.joined(separator: ", ")
            let reason = lines.first.map {
                $0.replacing("Error: ", with: "", maxReplacements: 1)
                    + (values.isEmpty ? "" : " \(values)")
            }
            let help = lines.dropFirst().compactMap { line in
                line.split(separator: "'").first { $0.hasPrefix(name) && $0.hasSuffix("--help") }
                    .map { String($0) }
            }
            say(
                reason.map { String($0) } ?? "the command cannot be understood",
                hint: "see `\(help.first ?? "\(name) --help")`")
            for line in lines where line.hasPrefix("Usage:") { Output.note(String(line)) }
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

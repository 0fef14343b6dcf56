import ArgumentParser

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The program `survey-agent`.
package enum SurveyAgentProgram {
    /// Runs the command of the arguments (without the program's name).
    /// - Returns: the exit status; see agent/README.md.
    package static func run(_ arguments: [String]) -> Int32 {
        // A reader of our output or a server that went away is seen where we write.
        _ = signal(SIGPIPE, SIG_IGN)
        let terminal = SystemTerminal()
        let status = status(of: arguments, terminal)
        guard status == ExitStatus.done.rawValue, let fault = SystemTerminal.outputFault else {
            return status
        }
        terminal.report(fault)
        return fault.exit.rawValue
    }

    private static func status(of arguments: [String], _ terminal: SystemTerminal) -> Int32 {
        do {
            var command = try SurveyAgentCommand.parseAsRoot(Self.ordered(arguments))
            try command.run()
            return ExitStatus.done.rawValue
        } catch let end as CommandEnd {
            return end.status.rawValue
        } catch let fault as any AgentFault {
            terminal.report(fault)
            return fault.exit.rawValue
        } catch {
            return end(error, terminal).rawValue
        }
    }

    /// `--home` before the command's name, as people type it, goes after it.
    static func ordered(_ arguments: [String]) -> [String] {
        guard let first = arguments.first else { return [] }
        let count = first == "--home" ? 2 : first.hasPrefix("--home=") ? 1 : 0
        guard count > 0, arguments.count > count, !arguments[count].hasPrefix("-") else {
            return arguments
        }
        return [arguments[count]] + arguments[..<count] + arguments[(count + 1)...]
    }

    /// What the argument parser has to say: help, the version, or what was not understood.
    private static func end(_ error: any Error, _ terminal: SystemTerminal) -> ExitStatus {
        let code = SurveyAgentCommand.exitCode(for: error)
        if code.isSuccess {
            terminal.say(SurveyAgentCommand.fullMessage(for: error))
            return .done
        }
        let isUsage = code == .validationFailure
        terminal.note("survey-agent: error: \(SurveyAgentCommand.message(for: error))")
        terminal.note(
            isUsage
                ? "survey-agent: hint: see `survey-agent --help` or `survey-agent help COMMAND`"
                : "survey-agent: hint: try again; if it stays, report it with this text")
        return isUsage ? .usage : .failed
    }
}

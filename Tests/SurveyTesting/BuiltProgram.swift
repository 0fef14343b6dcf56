public import Foundation

/// The real programs, run as a person or script runs them.
public enum BuiltProgram {
    /// What a finished program left.
    public struct Outcome: Sendable {
        /// Its exit code; negative for the signal that ended it.
        public let code: Int32
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let error: String
    }

    /// The folder with the built programs: the one this test was built into.
    public static var folder: URL {
        let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = bundle.deletingLastPathComponent()
        while folder.path.contains(".xctest") { folder = folder.deletingLastPathComponent() }
        let marker = folder.appending(path: "survey-agent")
        if FileManager.default.isExecutableFile(atPath: marker.path) { return folder }
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return root.appending(path: ".build/debug")
    }

    /// Runs a program to its end.
    /// - Parameter device: where its standard output goes instead of into the outcome.
    public static func run(
        _ name: String, _ arguments: [String], input: String = "",
        environment: [String: String] = [:], output device: String? = nil
    ) throws -> Outcome {
        let files = try TemporaryFolder()
        let process = process(name, arguments, environment: environment)
        process.standardInput = FileHandle(forReadingAtPath: try files.write(input, to: "in"))
        let path = try files.write("", to: "out")
        let output = FileHandle(forWritingAtPath: device ?? path)
        let error = FileHandle(forWritingAtPath: try files.write("", to: "err"))
        process.standardOutput = output
        process.standardError = error
        try process.run()
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return Outcome(
            code: isSignal ? -process.terminationStatus : process.terminationStatus,
            output: try String(contentsOfFile: files.path("out"), encoding: .utf8),
            error: try String(contentsOfFile: files.path("err"), encoding: .utf8))
    }

    static func process(
        _ name: String, _ arguments: [String], environment: [String: String]
    ) -> Process {
        let process = Process()
        process.executableURL = folder.appending(path: name)
        process.arguments = arguments
        var all = ProcessInfo.processInfo.environment
        for name in ["https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] { all[name] = nil }
        process.environment = all.merging(environment) { $1 }
        return process
    }
}

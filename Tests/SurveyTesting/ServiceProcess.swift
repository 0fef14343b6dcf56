import Foundation

/// A running `survey-aggregator serve` on a free port of the loopback interface.
public final class ServiceProcess {
    /// The port it listens on.
    public let port: Int
    private let process: Process
    private let folder: TemporaryFolder

    /// Starts the service of a data folder and returns when it accepts connections.
    public init(data: String, port: Int = 0) throws {
        folder = try TemporaryFolder()
        process = BuiltProgram.process(
            "survey-aggregator", ["serve", "--data", data, "--listen", "127.0.0.1:\(port)"],
            environment: [:])
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: try folder.write("", to: "log"))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        let digits = text.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
        guard let port = Int(digits) else {
            process.terminate()
            let log = try String(contentsOfFile: folder.path("log"), encoding: .utf8)
            throw CocoaError(.executableLoad, userInfo: ["log": text + log])
        }
        self.port = port
    }

    /// Ends it at once, as a power cut does.
    public func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Lets it finish what has begun, and waits.
    public func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    deinit {
        if process.isRunning { kill() }
    }
}

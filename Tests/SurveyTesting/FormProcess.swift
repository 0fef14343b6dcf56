import Foundation

/// A running `survey-agent open` on the loopback interface, without a browser.
public final class FormProcess {
    /// The port it listens on.
    public let port: Int
    /// The path of the coordinator's entry link.
    public let entry: String
    private let process: Process
    private let folder: TemporaryFolder

    /// Starts the form of a home and returns when it says where it is.
    public init(home: String, port: Int = 0) throws {
        folder = try TemporaryFolder()
        process = BuiltProgram.process(
            "survey-agent",
            ["open", "--home", home, "--no-browser", "--port", "\(port)"], environment: [:])
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: try folder.write("", to: "log"))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("/enter/") || !text.hasSuffix("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        let link = text.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
        guard let address = URLComponents(string: link), let port = address.port else {
            process.terminate()
            let log = try String(contentsOfFile: folder.path("log"), encoding: .utf8)
            throw CocoaError(.executableLoad, userInfo: ["log": text + log])
        }
        self.port = port
        entry = address.path
    }

    /// Ends it at once, as a power cut does.
    public func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end and waits; its exit code.
    public func stop() -> Int32 {
        guard process.isRunning else { return process.terminationStatus }
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit {
        if process.isRunning { kill() }
    }
}

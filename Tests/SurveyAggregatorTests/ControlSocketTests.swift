import Dispatch
import Foundation
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("Commands reach the service whenever they come")
struct ControlSocketTests {
    /// A listening socket that two threads use.
    private final class Listener: Sendable {
        let socket: ControlSocket

        init(folder: TemporaryFolder, limit: Duration) throws {
            socket = try ControlSocket.listen(folder: folder.path, limit: limit)
        }

        /// Gives every message back on a thread of its own, one connection after the other.
        func echo() {
            DispatchQueue(label: "echo").async {
                while let connection = self.socket.accept() {
                    guard let text = try? connection.receive(String.self) else { continue }
                    try? connection.send(text)
                }
            }
        }
    }

    /// Sends a message and returns what comes back.
    private func reply(_ text: String, folder: TemporaryFolder) throws -> String? {
        guard let client = ControlSocket.connect(folder: folder.path, limit: .seconds(30)) else {
            return nil
        }
        try client.send(text)
        return try client.receive(String.self)
    }

    @Test("a service that gets no command for longer than a command may take goes on")
    func patience() throws {
        let folder = try TemporaryFolder()
        let listener = try Listener(folder: folder, limit: .milliseconds(10))
        defer { listener.socket.stop() }
        listener.echo()
        #expect(try reply("first", folder: folder) == "first")
        // Nobody answers here, so the wait for it lasts twenty times as long as that limit.
        let silence = try TemporaryFolder()
        let silent = try Listener(folder: silence, limit: .seconds(30))
        defer { silent.socket.stop() }
        guard
            let client = ControlSocket.connect(folder: silence.path, limit: .milliseconds(200))
        else { throw CocoaError(.fileReadUnknown) }
        #expect(throws: AggregatorError.self) { try client.receive(String.self) }
        #expect(try reply("second", folder: folder) == "second")
    }

    @Test("a command that never comes holds up the next one no longer than its limit")
    func silentCommand() throws {
        let folder = try TemporaryFolder()
        let listener = try Listener(folder: folder, limit: .milliseconds(10))
        defer { listener.socket.stop() }
        listener.echo()
        guard let silent = ControlSocket.connect(folder: folder.path, limit: .seconds(30)) else {
            throw CocoaError(.fileReadUnknown)
        }
        #expect(throws: AggregatorError.self, "the service closes it") {
            try silent.receive(String.self)
        }
        #expect(try reply("next", folder: folder) == "next")
    }
}

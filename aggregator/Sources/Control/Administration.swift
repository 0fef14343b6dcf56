import Foundation

/// Reaches the process that writes the store, wherever it is.
///
/// When the service runs, a command goes to it through the folder's socket; otherwise the command
/// takes the lock and writes itself. So there is never a second writer.
struct Administration: Sendable {
    private let folder: DataFolder
    private let note: (@Sendable (String) -> Void)?
    private static let attempts = 200
    private static let pauseMicroseconds: UInt32 = 50_000

    /// The administration of a data folder.
    /// - Parameter note: is told what the caller did not ask for and should know.
    init(folder: DataFolder, note: (@Sendable (String) -> Void)? = nil) {
        self.folder = folder
        self.note = note
    }

    /// Has a request carried out.
    /// - Throws: the reason why it was not.
    func perform(_ request: AdministrationRequest) throws -> AdministrationReply {
        try folder.check()
        for attempt in 0..<Self.attempts {
            if let aggregator = try Aggregator(folder: folder) {
                defer { try? aggregator.close() }
                if aggregator.store.wasConverted { note?(Aggregator.conversion) }
                return try Performer.$current.withValue(.system(SystemAccount.current)) {
                    try aggregator.perform(request)
                }
            }
            if let socket = ControlSocket.connect(folder: folder.path) {
                try socket.send(request)
                let reply = try socket.receive(AdministrationReply.self)
                if case .failed(let error) = reply { throw error }
                return reply
            }
            // Another command holds the lock for a moment, or the service is about to listen.
            if attempt + 1 < Self.attempts { usleep(Self.pauseMicroseconds) }
        }
        throw AggregatorError(
            .dataBusy, "another process has \(folder.path) open and does not answer",
            hint: "see whether a survey-aggregator hangs, and end it")
    }
}

extension Aggregator {
    /// What is said when opening the store has changed its form.
    static let conversion = "the store was converted from an earlier version"

    /// Closes the store after a last checkpoint.
    func close() throws {
        try store.close()
    }

    /// Answers one command that came through the socket.
    func answer(_ socket: borrowing ControlSocket) {
        let reply: AdministrationReply
        do {
            let request = try socket.receive(AdministrationRequest.self)
            reply = try Performer.$current.withValue(.system(socket.peerAccount)) {
                try perform(request)
            }
        } catch let error as AggregatorError {
            reply = .failed(error)
        } catch {
            reply = .failed(
                AggregatorError(
                    .controlFailed, "the service could not read the command",
                    hint: "use the same version of survey-aggregator for both"))
        }
        // The command may have gone away; its request was carried out all the same.
        try? socket.send(reply)
    }
}

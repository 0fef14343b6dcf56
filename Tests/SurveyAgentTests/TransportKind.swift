@testable import SurveyAgent

/// The implementations of the way to the server.
enum TransportKind: String, CaseIterable, Sendable {
    case memory
    case real

    /// Does something with a transport that leads to a server.
    func withTransport(
        _ body: (_ transport: any Transport, _ server: FakeServer) throws -> Void
    ) throws {
        let server = FakeServer()
        switch self {
        case .memory: try body(server, server)
        case .real:
            let listener = try ServerOverTLS(server)
            defer { listener.close() }
            try body(try CurlTransport(listener.settings), server)
        }
    }
}

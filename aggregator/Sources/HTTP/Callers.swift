import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SurveyProtocol

/// Finds out who calls, and holds callers to their limits.
struct Callers: Sendable {
    let aggregator: Aggregator
    let options: ServiceOptions
    let connections: Connections
    private let requests: TokenBuckets<Int64>
    private let enrollments: TokenBuckets<String>

    /// Seconds that a caller over its rate waits for its answer, so that asking is no use.
    private static let holdSeconds = 1

    init(aggregator: Aggregator, options: ServiceOptions, connections: Connections) {
        self.aggregator = aggregator
        self.options = options
        self.connections = connections
        requests = TokenBuckets(options.limits.agentRate)
        enrollments = TokenBuckets(options.limits.enrollmentRate)
    }

    /// The agent that a request comes from.
    /// - Throws: a `Problem` or `Refusal` that says why it is not taken.
    func agent(_ request: Request, _ context: AgentContext) async throws -> StoredAgent {
        let isForwarded = ForwardedCertificate.isPresent(request)
        if isForwarded, !isProxy(context) {
            throw Problem(
                .certificateRequired, "forwarded certificates are taken from known proxies only")
        }
        let serial =
            isForwarded
            ? try ForwardedCertificate.serial(request, authority: aggregator.authority)
            : try await serial(of: context)
        let agent = try aggregator.agents.agent(serial: serial, at: .now())
        if let program = request.headers[.userAgent] {
            try ProgramVersion.check(program, oldest: aggregator.settings.oldestAccepted)
        }
        let connection = context.connection
        guard isForwarded || connections.admit(connection, agent: agent.key) else {
            connection.eventLoop.scheduleTask(in: .seconds(1)) { connection.close(promise: nil) }
            throw Refusal.tooMany("connections of agent \(agent.id)", wait: 2)
        }
        if let wait = requests.take(agent.key) {
            try await Task.sleep(for: .seconds(Self.holdSeconds))
            throw Refusal.tooMany("requests of agent \(agent.id)", wait: wait)
        }
        return agent
    }

    /// The serial number of the connection's certificate. It is asked for once a connection, since
    /// asking means to change to the thread of the connection and back.
    private func serial(of context: AgentContext) async throws -> String {
        let connection = context.connection
        if let known = connections.serial(of: connection) { return known }
        let serial = try await context.certificateSerial()
        connections.note(serial: serial, of: connection)
        return serial
    }

    /// Counts an enrollment of the caller's address.
    /// - Throws: a `Refusal` when it has tried too often.
    func countEnrollment(_ context: AgentContext) async throws {
        let address = context.address
        guard let wait = enrollments.take(address) else { return }
        try await Task.sleep(for: .seconds(Self.holdSeconds))
        throw Refusal.tooMany("enrollments from one address", wait: wait)
    }

    private func isProxy(_ context: AgentContext) -> Bool {
        context.connection.remoteAddress?.ipAddress.map(options.proxies.contains) ?? false
    }
}

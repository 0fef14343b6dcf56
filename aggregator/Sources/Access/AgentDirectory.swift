import SurveyProtocol
import Synchronization

/// The agents by the serial numbers of their certificates, as the service needs them per request.
///
/// Only the process that writes the store has one, and it updates it with every change.
final class AgentDirectory: Sendable {
    private let agents: Mutex<[String: StoredAgent]>

    /// A directory of the stored agents, each once for every certificate it has.
    init(_ agents: [StoredAgent]) {
        self.agents = Mutex(Self.bySerial(agents))
    }

    /// Replaces the content after a change.
    func update(_ agents: [StoredAgent]) {
        self.agents.withLock { $0 = Self.bySerial(agents) }
    }

    /// The agent with a certificate, if it is permitted at a moment.
    /// - Throws: a `Problem` that says why it is not.
    func agent(serial: String, at now: Timestamp) throws(Problem) -> StoredAgent {
        guard let agent = agents.withLock({ $0[serial] }) else {
            throw Problem(.certificateUnknown, "no agent has the certificate \(serial)")
        }
        guard agent.revoked == nil else {
            throw Problem(.agentRevoked, "agent \(agent.id)")
        }
        guard now < agent.expires else {
            throw Problem(.certificateExpired, "agent \(agent.id), on \(agent.expires.text)")
        }
        return agent
    }

    private static func bySerial(_ agents: [StoredAgent]) -> [String: StoredAgent] {
        Dictionary(agents.map { ($0.serial, $0) }) { first, _ in first }
    }
}

import NIOCore
import Synchronization

/// Who is connected: how many connections each address and each agent has.
final class Connections: Sendable {
    private struct Connection {
        let address: String
        var serial: String?
        var agent: Int64?
        var hasBegun = false
        var requests = 0
    }

    private struct Content {
        var connections: [ObjectIdentifier: Connection] = [:]
        var addresses: [String: Int] = [:]
        var agents: [Int64: Int] = [:]
    }

    /// How many connections, and for how long once the service ends.
    let limits: ServiceLimits
    private let content = Mutex(Content())

    /// Nobody, as yet.
    init(limits: ServiceLimits) {
        self.limits = limits
    }

    /// Notes a new connection until it is closed.
    /// - Returns: false when its address has too many.
    func open(_ channel: any Channel) -> Bool {
        let address = channel.remoteAddress?.ipAddress ?? ""
        let id = ObjectIdentifier(channel)
        let isTaken = content.withLock { content in
            let count = content.addresses[address, default: 0]
            guard count < limits.connectionsPerAddress else { return false }
            content.addresses[address] = count + 1
            content.connections[id] = Connection(address: address)
            return true
        }
        if isTaken { channel.closeFuture.whenComplete { _ in self.close(id) } }
        return isTaken
    }

    /// Notes that a connection has brought a request.
    func begin(_ channel: any Channel) {
        content.withLock { content in
            let id = ObjectIdentifier(channel)
            content.connections[id]?.hasBegun = true
            content.connections[id]?.requests += 1
        }
    }

    /// Notes that requests of a connection have had their answers, or never will.
    func finish(_ count: Int = 1, of channel: any Channel) {
        content.withLock { $0.connections[ObjectIdentifier(channel)]?.requests -= count }
    }

    /// How many requests of a connection are under way.
    func requests(of channel: any Channel) -> Int {
        content.withLock { $0.connections[ObjectIdentifier(channel)]?.requests ?? 0 }
    }

    /// Whether a connection has brought a request.
    func hasBegun(_ channel: any Channel) -> Bool {
        content.withLock { $0.connections[ObjectIdentifier(channel)]?.hasBegun ?? true }
    }

    /// The serial number of the certificate that a connection was made with, as noted before.
    func serial(of channel: any Channel) -> String? {
        content.withLock { $0.connections[ObjectIdentifier(channel)]?.serial }
    }

    /// Notes the serial number of the certificate that a connection was made with. It stays the
    /// same for as long as the connection: TLS 1.3 has no renegotiation, and here 1.2 has none.
    func note(serial: String, of channel: any Channel) {
        content.withLock { $0.connections[ObjectIdentifier(channel)]?.serial = serial }
    }

    /// Notes whose connection it is.
    /// - Returns: false when the agent has too many.
    func admit(_ channel: any Channel, agent: Int64) -> Bool {
        content.withLock { content in
            let id = ObjectIdentifier(channel)
            guard let known = content.connections[id], known.agent != agent else { return true }
            let count = content.agents[agent, default: 0]
            guard count < limits.connectionsPerAgent else { return false }
            if let other = known.agent { content.agents[other, default: 1] -= 1 }
            content.agents[agent] = count + 1
            content.connections[id]?.agent = agent
            return true
        }
    }

    private func close(_ id: ObjectIdentifier) {
        content.withLock { content in
            guard let known = content.connections.removeValue(forKey: id) else { return }
            Self.drop(&content.addresses, known.address)
            if let agent = known.agent { Self.drop(&content.agents, agent) }
        }
    }

    private static func drop<Key>(_ counts: inout [Key: Int], _ key: Key) {
        let count = counts[key, default: 1] - 1
        counts[key] = count > 0 ? count : nil
    }
}

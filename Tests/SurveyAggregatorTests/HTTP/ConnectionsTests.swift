import NIOCore
import NIOEmbedded
import Testing

@testable import SurveyAggregator

@Suite("What is known of connections")
struct ConnectionsTests {
    @Test("each connection has its own certificate, and nothing of it is left when it has ended")
    func serials() throws {
        let connections = Connections(limits: ServiceLimits())
        let (first, second) = (EmbeddedChannel(), EmbeddedChannel())
        #expect(connections.open(first) && connections.open(second))
        #expect(connections.serial(of: first) == nil)
        connections.note(serial: "0a", of: first)
        #expect(connections.serial(of: first) == "0a")
        #expect(connections.serial(of: second) == nil)
        _ = try first.finish()
        #expect(connections.serial(of: first) == nil)
        connections.note(serial: "0b", of: first)
        #expect(connections.serial(of: first) == nil, "one that has ended is not known any more")
        _ = try second.finish()
    }
}

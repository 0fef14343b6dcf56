import SurveyProtocol
import Testing

@testable import SurveyAgent

@Suite("The transport over libcurl", .serialized)
struct CurlTransportTests {
    private func fault(
        _ settings: TransportSettings, _ request: TransportRequest = TransportRequest(get: "/")
    ) throws -> TransportFault? {
        let transport = try CurlTransport(settings)
        return #expect(throws: TransportFault.self) { try transport.send(request) }
    }

    /// The address of a port at which nothing listens any more.
    private func closedAddress() throws -> String { "127.0.0.1:\(try Listener().port)" }

    @Test("A refused connection is tried again later, as often as one likes")
    func refused() throws {
        let address = try closedAddress()
        let transport = try CurlTransport(
            TransportSettings(address: address, trust: .firstContact))
        for body: [UInt8]? in [nil, [1, 2, 3], [], nil] {
            let request =
                body.map { TransportRequest(post: "/x", mediaType: MediaType.json, body: $0) }
                ?? TransportRequest(get: "/x")
            let fault = #expect(throws: TransportFault.self) { try transport.send(request) }
            #expect(fault?.code == "curl-7")
            #expect(fault?.disposition == .retry)
            #expect(fault?.reason.contains(address) == true)
        }
    }

    @Test("A server that says nothing is given up after the time for connecting")
    func silence() throws {
        let listener = try Listener()
        var settings = TransportSettings(
            address: "127.0.0.1:\(listener.port)", trust: .firstContact)
        settings.connectSecondsMaximum = 1
        #expect(try fault(settings)?.code == "curl-28")
        withExtendedLifetime(listener) {}
    }

    @Test("The proxy that was named is the one that is asked")
    func proxy() throws {
        var settings = TransportSettings(address: "server.invalid:1", trust: .firstContact)
        let proxy = try closedAddress()
        settings.proxy = ProxyChoice(address: "http://\(proxy)", origin: .option)
        #expect(try fault(settings)?.code == "curl-7")
        settings.proxy = .none
        #expect(try fault(settings)?.code == "curl-6")
    }

    @Test("An authority or a key that cannot be read stops before anything is sent")
    func unreadable() throws {
        let address = try closedAddress()
        let noise = Array("no certificate".utf8)
        var settings = TransportSettings(address: address, trust: .authority(noise))
        let listener = try Listener()
        settings.address = "127.0.0.1:\(listener.port)"
        settings.connectSecondsMaximum = 1
        #expect(try fault(settings)?.disposition == .stop)
        settings.trust = .firstContact
        settings.identity = (noise, noise)
        #expect(try fault(settings)?.disposition == .stop)
    }

    @Test("A long answer ends the transfer at the limit")
    func limit() {
        let receiver = CurlReceiver(bytesMaximum: 10)
        #expect(receiver.takeBody(Array(repeating: 1, count: 10)))
        #expect(!receiver.takeBody([1]))
        #expect(receiver.isTooLong && receiver.bytes.count == 10)
        let endless = CurlReceiver(bytesMaximum: 10)
        let line = Array("x: \(String(repeating: "y", count: 1_000))\r\n".utf8)
        #expect((0..<100).contains { _ in !endless.takeHeader(line) })
    }

    @Test("Header fields are those of the last answer, with names in lowercase")
    func headers() {
        let receiver = CurlReceiver(bytesMaximum: 10)
        for line in [
            "HTTP/1.1 200 Connection established\r\n", "Via: proxy\r\n", "\r\n",
            "HTTP/1.1 200 OK\r\n", "Content-Type:  text/html; charset=x \r\n", "\r\n",
        ] {
            #expect(receiver.takeHeader(Array(line.utf8)))
        }
        #expect(receiver.headers == ["content-type": "text/html; charset=x"])
    }
}

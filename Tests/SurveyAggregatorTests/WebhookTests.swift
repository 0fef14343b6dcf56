import Foundation
import Logging
import SurveyProtocol
import Synchronization
import Testing

@testable import SurveyAggregator

@Suite("Other systems are told of round events")
struct WebhookTests {
    private let fixture: Fixture
    private let now = Timestamp.now()

    init() throws {
        fixture = try Fixture()
    }

    /// Remembers what was posted and answers as it is told.
    private final class Post: DeliveryTransport {
        let statuses: Mutex<[Int?]>
        let sent = Mutex<[(body: String, headers: [String: String])]>([])

        init(_ statuses: [Int?]) { self.statuses = Mutex(statuses) }

        func post(
            _ body: String, to address: String, headers: [(String, String)]
        ) async throws -> Int {
            sent.withLock { $0.append((body, Dictionary(headers) { first, _ in first })) }
            let status = statuses.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
            guard let status else { throw CocoaError(.fileReadUnknown) }
            return status
        }
    }

    private func add(_ events: [RoundEvent] = []) throws -> NewWebhook {
        let webhook = NewWebhook(address: "https://example.org/hook", events: events)
        _ = try fixture.aggregator.perform(.addWebhook(webhook))
        return webhook
    }

    private func service(_ post: Post) -> WebhookService<Post> {
        WebhookService(
            aggregator: fixture.aggregator, transport: post, logger: Logger(label: "test"))
    }

    @Test("a round's step is delivered once, signed with the webhook's secret")
    func delivers() async throws {
        let webhook = try add()
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        let post = Post([])
        let later = Timestamp.now().adding(seconds: 1)
        try await service(post).deliver(at: later)
        try await service(post).deliver(at: later.adding(seconds: 3_600))
        let sent = post.sent.withLock { $0 }
        #expect(sent.count == 1)
        let only = try #require(sent.first)
        #expect(only.body.contains(#""event":"round.closed","round":"2026""#))
        #expect(
            only.headers["Survey-Signature"]
                == Webhook.signature(of: only.body, secret: webhook.secret, at: later))
        #expect(try fixture.aggregator.reader.webhooks().map(\.lastStatus) == ["HTTP 200"])
    }

    @Test("a delivery that the service's own end cuts off is no failed attempt")
    func cutOff() async throws {
        _ = try add()
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        let later = Timestamp.now().adding(seconds: 1)
        let service = service(Post([nil]))
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await service.deliver(at: later)
        }
        task.cancel()
        try await task.value
        #expect(try fixture.aggregator.reader.webhooks().map(\.lastStatus) == [nil])
        let due = try fixture.aggregator.reader.dueDeliveries(at: later, limit: 10)
        #expect(due.map(\.attempts) == [0])
    }

    @Test("a signature is that of the documentation")
    func signature() {
        let moment = Timestamp(milliseconds: 1_700_000_000_123)
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
        let expected = "t=1700000000,v1=" + Self.code
        #expect(Webhook.signature(of: #"{"a":1}"#, secret: "secret", at: moment) == expected)
    }

    private static let code = "49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686"

    @Test("what is not heard is tried again, more and more slowly, and given up in the end")
    func retries() async throws {
        _ = try add()
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        let post = Post([nil, 500, 302] + [Int?](repeating: 503, count: 20))
        var moment = Timestamp.now().adding(seconds: 1)
        for _ in 0..<400 {
            try await service(post).deliver(at: moment)
            moment = moment.adding(seconds: 600)
        }
        #expect(post.sent.withLock { $0.count } == 9)
        #expect(Set(post.sent.withLock { $0.map { $0.headers["Survey-Delivery"] } }).count == 1)
    }

    @Test("a webhook is told of what it asked for only")
    func chosen() throws {
        _ = try add([.published])
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        let due = try fixture.aggregator.reader.dueDeliveries(
            at: now.adding(seconds: 60), limit: 10)
        #expect(due.isEmpty)
    }

    @Test("a round that nears its end is told of once, and once more for a new end")
    func closing() throws {
        _ = try add([.closingSoon])
        let (store, reader) = (fixture.aggregator.store, fixture.aggregator.reader)
        func told(closes: Timestamp) throws -> Int {
            _ = try fixture.aggregator.perform(
                .setDates(RoundDates(closes: closes), round: "2026", organization: nil))
            try store.tellOfClosing(at: now)
            try store.tellOfClosing(at: now)
            return try reader.dueDeliveries(at: now.adding(seconds: 60), limit: 10).count
        }
        #expect(try told(closes: now.adding(seconds: 3 * 86_400)) == 0)
        #expect(try told(closes: now.adding(seconds: 3_600)) == 1)
        #expect(try told(closes: now.adding(seconds: 7_200)) == 2)
    }

    @Test(
        "an address is https and nothing more",
        arguments: [
            "http://example.org", "https://", "https://user:word@example.org", "ftp://example.org",
            "https://example.org/a b", "example.org", "", "https://ex\u{E4}mple.org",
        ])
    func addresses(_ address: String) {
        #expect(throws: AggregatorError.self) {
            try fixture.aggregator.perform(
                .addWebhook(NewWebhook(address: address, events: [])))
        }
    }

    @Test("removing a webhook removes what was to be delivered to it")
    func removes() throws {
        let webhook = try add()
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        _ = try fixture.aggregator.perform(.removeWebhook(webhook.id))
        let reader = fixture.aggregator.reader
        #expect(try reader.dueDeliveries(at: now.adding(seconds: 60), limit: 10).isEmpty)
        #expect(throws: AggregatorError.self) {
            try fixture.aggregator.perform(.removeWebhook(webhook.id))
        }
        let log = String(
            decoding: try JSONEncoder().encode(reader.audit(after: 0, limit: 100)),
            as: UTF8.self)
        #expect(!log.contains(webhook.secret))
    }
}

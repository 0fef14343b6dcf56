import Foundation
import GRDB
import SurveyProtocol
import SurveyTesting
import Synchronization
import Testing

@testable import SurveyAggregator

@Suite("What need not be done while somebody waits is done when nobody does")
struct SettlingTests {
    /// A store that says what it is asked for.
    private final class Recorder: ResponseStore {
        private let events: AsyncStream<String>.Continuation

        init(_ events: AsyncStream<String>.Continuation) {
            self.events = events
        }

        func store(_ batches: [Batch], at received: Timestamp) throws -> [[StoredOutcome]] {
            events.yield("store \(batches.count)")
            return batches.map { _ in [] }
        }

        func settle() { events.yield("settle") }
    }

    private func batch(bytes: Int) -> Batch {
        Batch(
            round: 1, organization: 1, agent: 1, isJoint: false,
            bytes: [UInt8](repeating: 0, count: bytes))
    }

    @Test("after a mebibyte of batches the store settles, once")
    func queue() async throws {
        let (stream, events) = AsyncStream<String>.makeStream()
        let queue = IngestQueue(store: Recorder(events))
        var seen = stream.makeAsyncIterator()
        _ = try await queue.store(batch(bytes: 1_000))
        _ = try await queue.store(batch(bytes: 1_048_576))
        for event in ["store 1", "store 1", "settle"] {
            #expect(await seen.next() == event)
        }
        _ = try await queue.store(batch(bytes: 1_048_575))
        _ = try await queue.store(batch(bytes: 1))
        for event in ["store 1", "store 1", "settle"] {
            #expect(await seen.next() == event)
        }
    }

    @Test("a settled store has in its database what was only in its log")
    func log() throws {
        let fixture = try Fixture()
        fixture.aggregator.store.settle()
        _ = try fixture.store((1...9).map { fixture.response($0).sealed() })
        #expect(try storedWithoutLog(fixture, "before") == 0)
        fixture.aggregator.store.settle()
        #expect(try storedWithoutLog(fixture, "after") == 9)
        #expect(try fixture.stored().count == 9)
    }

    private func storedWithoutLog(_ fixture: Fixture, _ name: String) throws -> Int? {
        let copy = fixture.temporary.path(name)
        try FileManager.default.copyItem(atPath: fixture.folder.store, toPath: copy)
        return try DatabaseQueue(path: copy).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM response")
        }
    }
}

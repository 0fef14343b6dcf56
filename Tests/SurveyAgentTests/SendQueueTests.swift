import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAgent

@Suite("What a sync has to send")
struct SendQueueTests {
    private static func entries(_ round: String, _ numbers: Range<UInt64>) -> [SpoolEntry] {
        numbers.map {
            SpoolEntry(
                round: round, state: .waiting,
                id: ResponseID(milliseconds: 1_772_357_400_000, random: ($0, $0)),
                revision: 1, digest: Digest.of([UInt8($0)]))
        }
    }

    private static let fault = TransportFault(
        "round-closed", .stop, .failed, reason: "closed", hint: "none")

    @Test("A batch ends with its round, and the next begins where it was passed")
    func batches() {
        let (first, second) = (Self.entries("a", 0..<5), Self.entries("b", 5..<8))
        var queue = SendQueue()
        queue.add(first)
        queue.add(second)
        #expect(queue.batch(of: 3) == Array(first[..<3]))
        queue.pass(Array(first[..<3]), [])
        #expect(queue.batch(of: 3) == Array(first[3...]))
        #expect(queue.remaining == 5)
        queue.pass(Array(first[3...]), [])
        #expect(queue.batch(of: 10) == second)
        queue.pass(second, [])
        #expect(queue.isEmpty)
        #expect(queue.batch(of: 10).isEmpty)
    }

    @Test("Dropped responses are passed with those that were sent, in whatever order")
    func dropped() {
        let all = Self.entries("a", 0..<9)
        let some = [all[1], all[4]]
        let others = all[..<6].filter { !some.contains($0) }
        let backwards = (Array(others.reversed()), Array(some.reversed()))
        for (sent, dropped) in [(others, some), backwards, ([], others)] {
            var queue = SendQueue()
            queue.add(all)
            queue.pass(sent, dropped)
            let gone = Set(sent + dropped)
            let next = all.first { !gone.contains($0) }
            #expect(queue.batch(of: 1) == next.map { [$0] })
        }
    }

    @Test("A round that is left out holds up nothing and is never sent")
    func leftOut() {
        let (first, second) = (Self.entries("a", 0..<2), Self.entries("b", 2..<4))
        let third = Self.entries("a", 4..<6)
        var queue = SendQueue()
        queue.add(first + second + third)
        queue.leaveOut("a", because: Self.fault)
        #expect(queue.batch(of: 10) == second)
        queue.pass(second, [])
        #expect(queue.isEmpty)
        #expect(queue.skipped == ["a": Self.fault])
    }

    @Test("One response can be gone to and passed alone")
    func alone() {
        let all = Self.entries("a", 0..<4)
        var queue = SendQueue()
        queue.add(all)
        queue.advance(to: all[2])
        #expect(queue.batch(of: 1) == [all[2]])
        queue.passFirst()
        #expect(queue.batch(of: 5) == [all[3]])
    }
}

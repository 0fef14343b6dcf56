import Foundation
import SurveyProtocol
import Synchronization
import Testing

@testable import SurveyAggregator

@Suite("Large bodies are read in lanes")
struct ReadingLanesTests {
    /// What was read, and whether the first reading may end.
    private final class Course: Sendable {
        let order = Mutex<[Int64]>([])
        let isOpen = Mutex(false)

        func wait() { while !isOpen.withLock(\.self) { sched_yield() } }
    }

    @Test("of several agents each has its turn, whoever sent more")
    func turns() async throws {
        let lanes = ReadingLanes(lanes: 1)
        let course = Course()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await lanes.run(of: 0, bytes: 1) { course.wait() } }
            while lanes.load != (running: 1, waiting: 0) { await Task.yield() }
            for (place, agent) in [Int64]([1, 1, 1, 2, 3]).enumerated() {
                group.addTask {
                    try await lanes.run(of: agent, bytes: 1) {
                        course.order.withLock { $0.append(agent) }
                    }
                }
                // One after the other, so that the order of their coming is known.
                while lanes.load.waiting != place + 1 { await Task.yield() }
            }
            course.isOpen.withLock { $0 = true }
            try await group.waitForAll()
        }
        #expect(course.order.withLock(\.self) == [1, 2, 3, 1, 1])
        while lanes.load != (running: 0, waiting: 0) { await Task.yield() }
    }

    @Test("too much that waits is turned away, and what reading throws comes back")
    func limits() async throws {
        let lanes = ReadingLanes(lanes: 1)
        let error = await #expect(throws: Problem.self) {
            try await lanes.run(of: 1, bytes: ReadingLanes.waitingBytesMaximum + 1) {}
        }
        #expect(error?.code == .serverBusy)
        let thrown = await #expect(throws: Problem.self) {
            try await lanes.run(of: 1, bytes: 1) { throw Problem(.bodyMalformed, "x") }
        }
        #expect(thrown?.code == .bodyMalformed)
        #expect(try await lanes.run(of: 1, bytes: 1) { 7 } == 7)
    }
}

import Dispatch
import Foundation
import SurveyProtocol
import Synchronization

/// Where large bodies are decompressed and read: on threads apart from those that serve everybody,
/// a few at a time, and of several agents each in its turn.
///
/// A core is left to the others. So an agent that sends one large body after the other holds up
/// its own, not the small ones of others. While nothing else is to be done, one body may be read on
/// all cores.
final class ReadingLanes: Sendable {
    /// Bytes of a body, as sent and decompressed, that is read at once where it arrived.
    static let directBytesMaximum = 65_536
    /// Bytes of bodies that may wait for a lane; beyond it a sender is asked to come back.
    static let waitingBytesMaximum = 64 * 1_048_576

    private struct Job {
        let bytes: Int
        let run: @Sendable () -> Void
    }

    private struct Waiting {
        var jobs: [Int64: [Job]] = [:]
        /// The agents with a body that waits, in the order of their turns.
        var turns: [Int64] = []
        var bytes = 0
        var running = 0

        mutating func add(_ job: Job, of agent: Int64) {
            if jobs[agent] == nil { turns.append(agent) }
            jobs[agent, default: []].append(job)
            bytes += job.bytes
        }

        /// The first body of the agent whose turn it is, which is the last one then.
        mutating func next() -> Job? {
            guard let agent = turns.first, let job = jobs[agent]?.removeFirst() else { return nil }
            turns.removeFirst()
            if jobs[agent]?.isEmpty == false { turns.append(agent) } else { jobs[agent] = nil }
            bytes -= job.bytes
            return job
        }
    }

    private let lanes: Int
    private let waitingBytesMaximum: Int
    private let queue = DispatchQueue(label: "survey.reading", attributes: .concurrent)
    private let waiting = Mutex(Waiting())

    /// As many lanes as there are cores but one.
    init(
        lanes: Int = max(1, ProcessInfo.processInfo.activeProcessorCount - 1),
        waitingBytesMaximum: Int = ReadingLanes.waitingBytesMaximum
    ) {
        self.lanes = lanes
        self.waitingBytesMaximum = waitingBytesMaximum
    }

    /// How many lanes are at work, and how many bodies wait for one.
    var load: (running: Int, waiting: Int) {
        waiting.withLock { ($0.running, $0.jobs.values.reduce(0) { $0 + $1.count }) }
    }

    /// How many threads the reading of a body may take: when no other body waits, its own and those
    /// of the cores that neither read nor store.
    /// - Parameter isStoring: whether a core is taken by the store.
    func threads(whileStoring isStoring: Bool) -> Int {
        waiting.withLock { waiting in
            guard waiting.turns.isEmpty else { return 1 }
            return max(1, lanes + 2 - max(1, waiting.running) - (isStoring ? 1 : 0))
        }
    }

    /// Does the reading of an agent's body in a lane and returns what it returns.
    /// - Parameter bytes: what the body takes while it waits.
    /// - Throws: `server-busy` when too much waits, or what the reading threw.
    func run<Value: Sendable>(
        of agent: Int64, bytes: Int, _ read: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { answer in
            let job = Job(bytes: bytes) { answer.resume(with: Result(catching: read)) }
            let begins: Bool? = waiting.withLock { waiting in
                guard waiting.bytes + bytes <= waitingBytesMaximum else { return nil }
                waiting.add(job, of: agent)
                guard waiting.running < lanes else { return false }
                waiting.running += 1
                return true
            }
            guard let begins else {
                answer.resume(throwing: Problem(.serverBusy, "too many bodies wait to be read"))
                return
            }
            if begins { queue.async { self.drain() } }
        }
    }

    private func drain() {
        while true {
            let job = waiting.withLock { waiting in
                let job = waiting.next()
                if job == nil { waiting.running -= 1 }
                return job
            }
            guard let job else { return }
            job.run()
        }
    }
}

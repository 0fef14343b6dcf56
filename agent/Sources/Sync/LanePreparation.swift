import Dispatch
import Synchronization

/// Prepares on a thread of its own.
final class LanePreparation: Preparation, Sendable {
    private let queue = DispatchQueue(label: "survey-agent.preparation")
    private let group = DispatchGroup()
    private let batch = Mutex<PreparedBatch?>(nil)

    func begin(_ work: @escaping @Sendable () -> PreparedBatch?) {
        queue.async(group: group) { [self] in
            let prepared = work()
            batch.withLock { $0 = prepared }
        }
    }

    func take() -> PreparedBatch? {
        group.wait()
        return batch.withLock { batch in
            defer { batch = nil }
            return batch
        }
    }
}

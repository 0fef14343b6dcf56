import Dispatch
import SurveyProtocol
import Synchronization

/// Lets requests that arrive together share a commit, and bounds what waits.
///
/// While one transaction is being made durable, others gather; when it returns they go into the
/// next one together. Nobody is answered before the commit that holds the response is on disk. When
/// nobody waits, the store does what can be done at any time.
final class IngestQueue: Sendable {
    /// Bytes that may wait for a commit; beyond it a sender is asked to come back.
    static let waitingBytesMaximum = 64 * 1_048_576
    /// Bytes that go into one transaction.
    private static let commitBytesMaximum = 16 * 1_048_576

    /// Bytes of batches after which the store settles as soon as nobody waits.
    private static let unsettledBytesMaximum = 1_048_576

    private typealias Answer = CheckedContinuation<[StoredOutcome], any Error>

    private struct Waiting {
        var entries: [(batch: Batch, answer: Answer)] = []
        var bytes = 0
        var isWriting = false
        /// Bytes of batches that were stored since the store settled.
        var unsettledBytes = 0
    }

    private let store: any ResponseStore
    private let queue = DispatchQueue(label: "survey.ingest")
    private let waiting = Mutex(Waiting())

    /// A queue before a store.
    init(store: any ResponseStore) {
        self.store = store
    }

    /// Whether batches are being stored at this moment.
    var isStoring: Bool { waiting.withLock(\.isWriting) }

    /// Stores a batch; returns when its commit is on disk.
    /// - Throws: `server-busy` when too much waits, or what the store threw: then nothing of the
    ///   batch was stored.
    func store(_ batch: Batch) async throws -> [StoredOutcome] {
        try await withCheckedThrowingContinuation { answer in
            let begins: Bool? = waiting.withLock { waiting in
                guard waiting.bytes + batch.bytes.count <= Self.waitingBytesMaximum else {
                    return nil
                }
                waiting.entries.append((batch, answer))
                waiting.bytes += batch.bytes.count
                defer { waiting.isWriting = true }
                return !waiting.isWriting
            }
            guard let begins else {
                answer.resume(
                    throwing: Problem(.serverBusy, "too many batches wait to be stored"))
                return
            }
            if begins { queue.async { self.drain() } }
        }
    }

    private func drain() {
        while true {
            let group = waiting.withLock { Self.next(&$0) }
            guard !group.isEmpty else {
                if waiting.withLock({ Self.takeUnsettled(&$0) }) { store.settle() }
                return
            }
            do {
                let outcomes = try store.store(group.map(\.batch), at: .now())
                for (entry, outcome) in zip(group, outcomes) {
                    entry.answer.resume(returning: outcome)
                }
            } catch {
                for entry in group { entry.answer.resume(throwing: error) }
            }
        }
    }

    private static func next(_ waiting: inout Waiting) -> [(batch: Batch, answer: Answer)] {
        var count = 0
        var bytes = 0
        while count < waiting.entries.count, count == 0 || bytes < commitBytesMaximum {
            bytes += waiting.entries[count].batch.bytes.count
            count += 1
        }
        let group = Array(waiting.entries.prefix(count))
        waiting.entries.removeFirst(count)
        waiting.bytes -= bytes
        waiting.unsettledBytes += bytes
        waiting.isWriting = count > 0
        return group
    }

    private static func takeUnsettled(_ waiting: inout Waiting) -> Bool {
        guard waiting.unsettledBytes >= unsettledBytesMaximum else { return false }
        waiting.unsettledBytes = 0
        return true
    }
}

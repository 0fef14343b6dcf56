import Synchronization

/// The memory twin of the store, as far as ingest goes: all or nothing, and nothing survives it.
final class MemoryStore: ResponseStore {
    private let content = Mutex(MemoryResponseTable())

    /// A store with what another one held.
    init(_ content: MemoryResponseTable = MemoryResponseTable()) {
        self.content.withLock { $0 = content }
    }

    /// What it holds now.
    var table: MemoryResponseTable { content.withLock { $0 } }

    func store(_ batches: [Batch], at received: Timestamp) throws -> [[StoredOutcome]] {
        try content.withLock { content in
            var filing = try BatchFiling(into: content, at: received)
            let outcomes = try batches.map { try filing.file($0) }
            try filing.finish()
            content = filing.table
            return outcomes
        }
    }

    func settle() {}
}

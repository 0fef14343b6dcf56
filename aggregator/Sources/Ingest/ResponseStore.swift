/// Where batches are stored durably: SQLite, or memory in tests.
protocol ResponseStore: Sendable {
    /// Stores batches in one durable transaction.
    ///
    /// Returns only after everything is on disk: outcomes per batch, in the order of its lines.
    /// - Throws: when nothing of any batch was stored.
    func store(_ batches: [Batch], at received: Timestamp) throws -> [[StoredOutcome]]

    /// Does what need not be done while somebody waits; nothing depends on it.
    func settle()
}

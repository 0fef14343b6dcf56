import GRDB
import SurveyProtocol

/// Storing batches of responses.
extension SQLiteStore: ResponseStore {
    /// Stores batches in one durable transaction.
    ///
    /// Returns only after the commit is on disk: outcomes per batch, in the order of its lines.
    /// - Throws: when nothing of any batch was stored.
    func store(_ batches: [Batch], at received: Timestamp) throws -> [[StoredOutcome]] {
        try write { database in
            var filing = try BatchFiling(into: SQLiteResponseTable(database), at: received)
            let outcomes = try batches.map { try filing.file($0) }
            try filing.finish()
            return outcomes
        }
    }
}

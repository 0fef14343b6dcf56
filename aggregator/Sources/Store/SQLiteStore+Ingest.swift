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

    /// Brings what was committed from the log into the database, on the writing connection.
    ///
    /// The log stays short then, and no commit has to do it while somebody waits.
    func settle() {
        // What fails here is still in the log, and is tried again by a later commit.
        _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.passive) }
    }
}

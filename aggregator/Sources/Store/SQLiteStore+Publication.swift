import Foundation
import GRDB
import MaturityModel

/// Publishing snapshots and keeping benchmarks.
extension SQLiteStore {
    /// Publishes a snapshot, which makes a closed round a published one; one that is published
    /// already stays so, and what was left undone of its publication is done.
    /// - Throws: `round-unknown`, `snapshot-unknown`, `publication-changed` when another one was
    ///   published since the objections were looked for, `round-state-wrong` while quarantined
    ///   responses of a closed round wait for a decision. Nothing has changed then.
    func publish(_ publication: NewPublication, at now: Timestamp) throws {
        try write { database in
            let key = try Int64.fetchOne(
                database, sql: "SELECT key FROM round WHERE id = ?",
                arguments: [publication.round])
            guard let key else { throw AggregatorError.roundUnknown(publication.round) }
            let exists = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM snapshot WHERE round = ? AND number = ?)",
                arguments: [key, publication.snapshot])
            guard exists == true else {
                throw AggregatorError.snapshotUnknown(publication.snapshot, publication.round)
            }
            let published = try SQLiteReader.publications(database, round: key)
            if published.contains(publication.snapshot) {
                return try Self.release(publication, at: now, database)
            }
            guard published == publication.after else {
                throw AggregatorError(
                    .publicationChanged,
                    "another snapshot of round \(publication.round) was published meanwhile",
                    hint: "give the command again; it is then compared with that one too")
            }
            try database.execute(
                sql: "INSERT INTO publication VALUES (?, ?, ?, ?)",
                arguments: [
                    key, publication.snapshot, now.milliseconds, publication.acknowledged,
                ])
            let object = "\(publication.round)/\(publication.snapshot)"
            if !publication.acknowledged.isEmpty {
                try Self.audit(
                    "publication objections overridden: \(publication.acknowledged)",
                    object: object, at: now, database)
            }
            try Self.audit("snapshot published", object: object, at: now, database)
            try Self.release(publication, at: now, database)
        }
    }

    /// Keeps benchmarks, each in place of the one with the same source, year, population and
    /// method.
    func keep(_ benchmarks: [Benchmark], at now: Timestamp) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let rows = try benchmarks.map { benchmark in
            (benchmark, String(decoding: try encoder.encode(benchmark.values), as: UTF8.self))
        }
        try write { database in
            for (benchmark, figures) in rows {
                try database.execute(
                    sql: """
                        INSERT INTO benchmark
                            (source, year, organizations, population, method, figures, added)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (source, year, population, method) DO UPDATE SET
                            organizations = excluded.organizations, figures = excluded.figures,
                            added = excluded.added
                        """,
                    arguments: [
                        benchmark.source, benchmark.year, benchmark.organizations,
                        benchmark.population, benchmark.method, figures, now.milliseconds,
                    ])
                try Self.audit(
                    "benchmark added", object: "\(benchmark.source) \(benchmark.year)", at: now,
                    database)
            }
        }
    }

    /// Forgets a benchmark.
    /// - Throws: `benchmark-unknown`.
    func removeBenchmark(_ number: Int, at now: Timestamp) throws {
        try write { database in
            try database.execute(
                sql: "DELETE FROM benchmark WHERE number = ?", arguments: [number])
            guard database.changesCount == 1 else {
                throw AggregatorError(
                    .benchmarkUnknown, "there is no benchmark \(number)",
                    hint: "see the benchmarks with `survey-aggregator benchmark list`")
            }
            try Self.audit("benchmark removed", object: "\(number)", at: now, database)
        }
    }
}

extension AggregatorError {
    /// There is no such snapshot.
    static func snapshotUnknown(_ number: Int, _ round: String) -> AggregatorError {
        AggregatorError(
            .snapshotUnknown, "the round \(round) has no snapshot \(number)",
            hint: "make one with `survey-aggregator aggregate \(round)`")
    }
}

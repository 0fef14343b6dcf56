import Foundation
import GRDB
import MaturityModel

/// Reading what was published, and what results are compared with.
extension SQLiteReader {
    /// The numbers of a round's published snapshots, in the order of their numbers.
    func publications(round: StoredRound) throws -> [Int] {
        try read { try Self.publications($0, round: round.key) }
    }

    /// The numbers of a round's published snapshots and when each was published.
    func publicationTimes(round: StoredRound) throws -> [(snapshot: Int, published: Timestamp)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT snapshot, published FROM publication WHERE round = ? ORDER BY snapshot
                    """,
                arguments: [round.key]
            ).map { ($0[0], Timestamp(milliseconds: $0[1])) }
        }
    }

    static func publications(_ database: Database, round key: Int64) throws -> [Int] {
        try Int.fetchAll(
            database, sql: "SELECT snapshot FROM publication WHERE round = ? ORDER BY snapshot",
            arguments: [key])
    }

    /// The numbers of all snapshots of a round.
    func snapshots(round: StoredRound) throws -> [Int] {
        try read { database in
            try Int.fetchAll(
                database, sql: "SELECT number FROM snapshot WHERE round = ? ORDER BY number",
                arguments: [round.key])
        }
    }

    /// A text that changes whenever a benchmark is added, replaced or removed.
    func benchmarkStamp() throws -> String {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*), coalesce(max(added), 0), coalesce(sum(number), 0)
                    FROM benchmark
                    """)
            let numbers: [Int64] = row.map { [$0[0], $0[1], $0[2]] } ?? []
            return numbers.map { "\($0)" }.joined(separator: " ")
        }
    }

    /// Every benchmark with its number, by source, year, population and method.
    func benchmarks() throws -> [(number: Int, benchmark: Benchmark)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM benchmark ORDER BY source, year, population, method"
            ).map { row in
                let figures: String = row["figures"]
                let values = try JSONDecoder().decode(
                    [String: Double].self, from: Data(figures.utf8))
                return (
                    row["number"],
                    Benchmark(
                        row["source"], year: row["year"], over: row["organizations"],
                        basis: (row["population"], row["method"]), values: values)
                )
            }
        }
    }

    /// A stored response as verification sees it: the sealed bytes beside what was made of them.
    struct SealedAnswer {
        /// The roster's key of its organization.
        let organization: Int64
        /// The response's id, 16 bytes.
        let id: Data
        /// Its revision.
        let revision: Int
        /// The digest that was computed when it arrived.
        let digest: Data
        /// The sealed bytes.
        let bytes: Data
        /// One byte an item as aggregation takes them; nil when they are missing.
        let codes: Data?
        /// The unit as aggregation takes it.
        let unit: String?
        /// The digest beside the answers.
        let answerDigest: Data?
    }

    /// Hands over every response of a round up to a place in the order of arrival.
    /// - Parameter finish: is given, in the same transaction, the round's entries of respondents.
    func sealedAnswers(
        round: StoredRound, through last: Int64, visit: (SealedAnswer) throws -> Void,
        finish: (RespondentEntries) throws -> Void
    ) throws {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT r.id, r.revision, r.digest, r.bytes, r.organization, r.sequence
                    FROM organization o JOIN response r ON r.organization = o.key
                    WHERE o.round = ? AND r.sequence <= ? ORDER BY r.sequence
                    """,
                arguments: [round.key, last])
            var answers = try AnswerLookup(database)
            while let row = try rows.next() {
                let beside = try answers.find(row[0], revision: row[1], of: row[4], at: row[5])
                try visit(
                    SealedAnswer(
                        organization: row[4], id: row[0], revision: row[1], digest: row[2],
                        bytes: row[3], codes: beside?.codes, unit: beside?.unit,
                        answerDigest: beside?.digest))
            }
            try finish(Self.respondentEntries(database, round: round))
        }
    }

    /// The digests of all stored questionnaires, and whether each is still that of its bytes.
    func questionnaireDigests() throws -> [(digest: Data, canonical: Data)] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT digest, canonical FROM questionnaire")
                .map { ($0[0], $0[1]) }
        }
    }
}

import GRDB
import SurveyProtocol

/// The tables of responses as one ingest transaction sees them.
///
/// Its statements are prepared once a connection; see `SQLiteSchema` for the tables.
struct SQLiteResponseTable: ResponseTable {
    private let known: RawStatement
    private let respondents: RawStatement
    private let others: RawStatement
    private let insertResponse: RawStatement
    private let insertAnswer: RawStatement
    private let quarantined: RawStatement
    private let insertQuarantine: RawStatement
    private let touch: RawStatement
    private let highest: RawStatement

    /// The tables of a connection that is in a transaction.
    init(_ database: Database) throws {
        func statement(_ sql: String) throws -> RawStatement {
            try RawStatement(database, sql: sql)
        }
        known = try statement(
            "SELECT revision, digest, organization, sequence, received FROM response WHERE id = ?")
        respondents = try statement(
            """
            SELECT 1 FROM answer
            WHERE organization = ? AND respondent = ? AND id <> ? LIMIT 1
            """)
        others = try statement(
            "SELECT 1 FROM answer WHERE organization = ? AND id <> ? LIMIT 1")
        insertResponse = try statement("INSERT INTO response VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        insertAnswer = try statement("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        quarantined = try statement(
            """
            SELECT sequence, received FROM quarantine
            WHERE id = ? AND revision = ? AND digest = ?
            """)
        insertQuarantine = try statement(
            "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        touch = try statement("UPDATE agent SET lastSeen = ? WHERE key = ?")
        highest = try statement(
            """
            SELECT max(
                (SELECT coalesce(max(sequence), 0) FROM response),
                (SELECT coalesce(max(sequence), 0) FROM quarantine))
            """)
    }

    func known(_ id: ResponseID) throws -> [VerdictRule.Known] {
        known.bind(id, at: 1)
        var result: [VerdictRule.Known] = []
        while try known.step() {
            guard let digest = known.digest(1) else { continue }
            result.append(
                VerdictRule.Known(
                    revision: Int(known.integer(0)), digest: digest,
                    organization: known.integer(2), sequence: known.integer(3),
                    received: Timestamp(milliseconds: known.integer(4))))
        }
        return result
    }

    func hasOther(
        than id: ResponseID, organization: Int64, respondent: [UInt8]
    ) throws -> Bool {
        respondents.bind(organization, at: 1)
        respondents.bind(respondent, at: 2)
        respondents.bind(id, at: 3)
        defer { respondents.finish() }
        return try respondents.step()
    }

    func hasOther(than id: ResponseID, organization: Int64) throws -> Bool {
        others.bind(organization, at: 1)
        others.bind(id, at: 2)
        defer { others.finish() }
        return try others.step()
    }

    func quarantined(
        _ id: ResponseID, revision: Int, digest: Digest
    ) throws -> StoredPlace? {
        quarantined.bind(id, at: 1)
        quarantined.bind(Int64(revision), at: 2)
        quarantined.bind(digest, at: 3)
        defer { quarantined.finish() }
        guard try quarantined.step() else { return nil }
        return StoredPlace(
            sequence: quarantined.integer(0),
            received: Timestamp(milliseconds: quarantined.integer(1)))
    }

    func insert(
        _ line: Incoming, id: ResponseID, organization: Int64, of batch: borrowing Batch,
        at place: StoredPlace
    ) throws {
        insertResponse.bind(place.sequence, at: 1)
        insertResponse.bind(id, at: 2)
        insertResponse.bind(Int64(line.revision), at: 3)
        insertResponse.bind(line.digest, at: 4)
        insertResponse.bind(organization, at: 5)
        insertResponse.bind(batch.agent, at: 6)
        insertResponse.bind(place.received.milliseconds, at: 7)
        try insertResponse.run(with: batch.bytes.span.extracting(line.bytes), at: 8)

        insertAnswer.bind(organization, at: 1)
        insertAnswer.bind(id, at: 2)
        insertAnswer.bind(Int64(line.revision), at: 3)
        insertAnswer.bind(place.sequence, at: 4)
        insertAnswer.bind(line.digest, at: 5)
        insertAnswer.bind(line.respondent, at: 6)
        insertAnswer.bind(line.unit, at: 7)
        try insertAnswer.run(with: batch.codes.span.extracting(line.codes), at: 8)
    }

    func quarantine(
        _ line: Incoming, id: ResponseID, of batch: borrowing Batch, at place: StoredPlace,
        because problem: Problem
    ) throws {
        insertQuarantine.bind(place.sequence, at: 1)
        insertQuarantine.bind(id, at: 2)
        insertQuarantine.bind(Int64(line.revision), at: 3)
        insertQuarantine.bind(line.digest, at: 4)
        insertQuarantine.bind(batch.round, at: 5)
        insertQuarantine.bind(batch.agent, at: 6)
        insertQuarantine.bind(place.received.milliseconds, at: 7)
        insertQuarantine.bind(problem.code.rawValue, at: 8)
        insertQuarantine.bind(problem.detail, at: 9)
        try insertQuarantine.run(with: batch.bytes.span.extracting(line.bytes), at: 10)
    }

    func touch(agent: Int64, at moment: Timestamp) throws {
        touch.bind(moment.milliseconds, at: 1)
        touch.bind(agent, at: 2)
        try touch.run()
    }

    func highestSequence() throws -> Int64 {
        defer { highest.finish() }
        return try highest.step() ? highest.integer(0) : 0
    }
}

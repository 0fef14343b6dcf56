import Foundation
import GRDB
import SurveyProtocol

/// Storing batches of responses.
extension SQLiteStore {
    /// Stores batches in one durable transaction.
    ///
    /// Returns only after the commit is on disk: outcomes per batch, in the order of its lines.
    /// - Throws: when nothing of any batch was stored.
    func store(_ batches: [Batch], at received: Timestamp) throws -> [[StoredOutcome]] {
        try write { database in
            var writer = try IngestWriter(database, received: received)
            return try batches.map { try writer.store($0) }
        }
    }
}

/// The statements of one ingest transaction, prepared once a connection and reused.
private struct IngestWriter {
    private let known: Statement
    private let respondents: Statement
    private let others: Statement
    private let insertResponse: Statement
    private let insertAnswer: Statement
    private let quarantined: Statement
    private let insertQuarantine: Statement
    private let received: Timestamp
    private let database: Database
    private var sequence: Int64

    init(_ database: Database, received: Timestamp) throws {
        self.database = database
        self.received = received
        known = try database.cachedStatement(
            sql: """
                SELECT revision, digest, organization, sequence, received
                FROM response WHERE id = ?
                """)
        respondents = try database.cachedStatement(
            sql: """
                SELECT 1 FROM answer
                WHERE organization = ? AND respondent = ? AND id <> ? LIMIT 1
                """)
        others = try database.cachedStatement(
            sql: "SELECT 1 FROM answer WHERE organization = ? AND id <> ? LIMIT 1")
        insertResponse = try database.cachedStatement(
            sql: "INSERT INTO response VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        insertAnswer = try database.cachedStatement(
            sql: "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        quarantined = try database.cachedStatement(
            sql: """
                SELECT sequence, received FROM quarantine
                WHERE id = ? AND revision = ? AND digest = ?
                """)
        insertQuarantine = try database.cachedStatement(
            sql: "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        let highest = try Int64.fetchOne(
            database,
            sql: """
                SELECT max(
                    (SELECT coalesce(max(sequence), 0) FROM response),
                    (SELECT coalesce(max(sequence), 0) FROM quarantine))
                """)
        sequence = highest ?? 0
    }

    mutating func store(_ batch: Batch) throws -> [StoredOutcome] {
        var outcomes: [StoredOutcome] = []
        outcomes.reserveCapacity(batch.lines.count)
        for line in batch.lines {
            outcomes.append(try store(line, of: batch))
        }
        try database.execute(
            sql: "UPDATE agent SET lastSeen = ? WHERE key = ?",
            arguments: [received.milliseconds, batch.agent])
        return outcomes
    }

    private mutating func store(_ line: Incoming, of batch: Batch) throws -> StoredOutcome {
        guard let id = line.id else { return refused(line) }
        let key = Data(id.bytes)
        switch line.standing {
        case .refused: return refused(line)
        case .quarantine(let problem):
            if let stored = try stored(key).first(where: { $0.digest == line.digest }),
                stored.revision == line.revision, stored.organization == batch.organization
            {
                return duplicate(stored.sequence, stored.received)
            }
            return try quarantine(line, key: key, of: batch, problem: problem)
        case .sound: break
        }
        guard let organization = batch.organization else {
            return try quarantine(
                line, key: key, of: batch,
                problem: Problem(.organizationNotOnRoster, "it is not on the round's roster"))
        }
        let stored = try stored(key)
        switch VerdictRule.decide(line, organization: organization, known: stored) {
        case .same(let sequence, let received): return duplicate(sequence, received)
        case .quarantine(let problem):
            return try quarantine(line, key: key, of: batch, problem: problem)
        case .acceptOlder: return try insert(line, key: key, of: batch, verdict: .superseded)
        case .accept:
            if try stored.isEmpty && isRespondentKnown(line, key: key, of: batch) {
                return try quarantine(
                    line, key: key, of: batch,
                    problem: Problem(.respondentRepeated, "its respondent has another response"))
            }
            return try insert(line, key: key, of: batch, verdict: .accepted)
        }
    }

    private func refused(_ line: Incoming) -> StoredOutcome {
        var problem = Problem(.responseMalformed, "the line has no id")
        if case .refused(let reason) = line.standing { problem = reason }
        return StoredOutcome(verdict: .refused, sequence: nil, received: nil, problem: problem)
    }

    private func duplicate(_ sequence: Int64, _ received: Timestamp) -> StoredOutcome {
        StoredOutcome(verdict: .duplicate, sequence: sequence, received: received, problem: nil)
    }

    private func stored(_ key: Data) throws -> [VerdictRule.Known] {
        var result: [VerdictRule.Known] = []
        let rows = try Row.fetchCursor(known, arguments: [key])
        while let row = try rows.next() {
            guard let digest = Digest(bytes: row[1] as Data) else { continue }
            result.append(
                VerdictRule.Known(
                    revision: row[0], digest: digest, organization: row[2], sequence: row[3],
                    received: Timestamp(milliseconds: row[4])))
        }
        return result
    }

    private func isRespondentKnown(
        _ line: Incoming, key: Data, of batch: Batch
    ) throws -> Bool {
        let organization = batch.organization
        if batch.isJoint {
            return try Int.fetchOne(others, arguments: [organization, key]) != nil
        }
        guard let respondent = line.respondent else { return false }
        return try Int.fetchOne(
            respondents, arguments: [organization, Data(respondent), key]) != nil
    }

    private mutating func insert(
        _ line: Incoming, key: Data, of batch: Batch, verdict: Verdict
    ) throws -> StoredOutcome {
        sequence += 1
        let digest = Data(line.digest.bytes)
        let organization = batch.organization
        try insertResponse.execute(arguments: [
            sequence, key, line.revision, digest, organization, batch.agent,
            received.milliseconds, Data(batch.bytes[line.bytes]),
        ])
        try insertAnswer.execute(arguments: [
            organization, key, line.revision, sequence, digest, line.respondent.map { Data($0) },
            line.unit, Data(batch.codes[line.codes]),
        ])
        return StoredOutcome(
            verdict: verdict, sequence: sequence, received: received, problem: nil)
    }

    /// Keeps a response apart; the same bytes once more get the receipt of the first time.
    private mutating func quarantine(
        _ line: Incoming, key: Data, of batch: Batch, problem: Problem
    ) throws -> StoredOutcome {
        let digest = Data(line.digest.bytes)
        if let row = try Row.fetchOne(quarantined, arguments: [key, line.revision, digest]) {
            return StoredOutcome(
                verdict: .quarantined, sequence: row[0],
                received: Timestamp(milliseconds: row[1]), problem: problem)
        }
        sequence += 1
        try insertQuarantine.execute(arguments: [
            sequence, key, line.revision, digest, batch.round, batch.agent,
            received.milliseconds, problem.code.rawValue, problem.detail,
            Data(batch.bytes[line.bytes]),
        ])
        return StoredOutcome(
            verdict: .quarantined, sequence: sequence, received: received, problem: problem)
    }
}

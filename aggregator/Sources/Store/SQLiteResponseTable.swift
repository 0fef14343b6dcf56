import GRDB
import SurveyProtocol

/// The tables of responses as one ingest transaction sees them.
///
/// Its statements are prepared once a connection; see `SQLiteSchema` for the tables. Answers are
/// gathered into blocks, an organization each, which `finish` writes.
struct SQLiteResponseTable: ResponseTable {
    private let known: RawStatement
    private let respondents: RawStatement
    private let others: RawStatement
    private let insertResponse: RawStatement
    private let insertBlock: RawStatement
    private let insertRespondent: RawStatement
    private var blocks: [Int64: AnswerBlock] = [:]
    private let stored: RawStatement
    private let withdrawn: RawStatement
    private let kept: RawStatement
    private let keptID: RawStatement
    private var isAnythingKept: Bool
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
            SELECT 1 FROM respondent
            WHERE organization = ? AND respondent = ? AND id <> ? LIMIT 1
            """)
        others = try statement(
            "SELECT identities FROM answerBlock WHERE organization = ?")
        insertResponse = try statement("INSERT INTO response VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        insertBlock = try statement(AnswerBlock.insertion)
        insertRespondent = try statement("INSERT OR IGNORE INTO respondent VALUES (?, ?, ?)")
        stored = try statement("SELECT bytes FROM response WHERE sequence = ?")
        withdrawn = try statement(
            """
            SELECT 1 FROM withdrawal w WHERE w.organization = ?1 AND w.id = ?2 AND w.sequence >
                (SELECT max(r.sequence) FROM response r WHERE r.id = ?2 AND r.organization = ?1)
            """)
        kept = try statement(Self.keptText)
        keptID = try statement("SELECT 1 FROM quarantine WHERE id = ?")
        let anything = try statement("SELECT 1 FROM quarantine LIMIT 1")
        isAnythingKept = try anything.step()
        anything.finish()
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

    private static let keptText = """
        SELECT q.sequence, q.received, q.reason, q.detail, d.isAccepted, d.reason, t.reason
        FROM quarantine q
        LEFT JOIN decision d ON d.quarantine = q.sequence
        LEFT JOIN returned t ON t.id = q.id AND t.revision = q.revision AND t.digest = q.digest
        WHERE q.id = ? AND q.revision = ? AND q.digest = ?
        """

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
        if blocks[organization]?.hasOther(than: id) ?? false { return true }
        others.bind(organization, at: 1)
        defer { others.finish() }
        while try others.step() {
            if others.withBytes(0, { Arrivals.hasOther(than: id, in: $0) }) { return true }
        }
        return false
    }

    func replaced(by sequence: Int64) throws -> Digest? {
        stored.bind(sequence, at: 1)
        defer { stored.finish() }
        guard try stored.step() else { return nil }
        var parser = ResponseParser()
        let bytes = stored.bytes(0)
        guard (try? parser.parse(bytes.span)) != nil else { return nil }
        return parser.fields.replaces
    }

    func isWithdrawn(_ id: ResponseID, organization: Int64) throws -> Bool {
        withdrawn.bind(organization, at: 1)
        withdrawn.bind(id, at: 2)
        defer { withdrawn.finish() }
        return try withdrawn.step()
    }

    func kept(_ id: ResponseID, revision: Int, digest: Digest) throws -> KeptPlace? {
        // Most stores keep nothing apart, and hardly any response is: the short way first.
        guard isAnythingKept else { return nil }
        keptID.bind(id, at: 1)
        let isKept = try keptID.step()
        keptID.finish()
        guard isKept else { return nil }
        kept.bind(id, at: 1)
        kept.bind(Int64(revision), at: 2)
        kept.bind(digest, at: 3)
        defer { kept.finish() }
        guard try kept.step() else { return nil }
        let code = ProblemCode(rawValue: kept.text(2) ?? "") ?? .bytesConflict
        let isRejected = kept.text(5) != nil && kept.integer(4) == 0
        return KeptPlace(
            place: StoredPlace(
                sequence: kept.integer(0), received: Timestamp(milliseconds: kept.integer(1))),
            problem: Problem(code, kept.text(3) ?? ""),
            rejected: isRejected ? kept.text(5) : nil, returned: kept.text(6))
    }

    mutating func insert(
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
        insertResponse.bind(place.decision, at: 8)
        try insertResponse.run(with: batch.bytes.span.extracting(line.bytes), at: 9)

        if let respondent = line.respondent {
            insertRespondent.bind(organization, at: 1)
            insertRespondent.bind(respondent, at: 2)
            insertRespondent.bind(id, at: 3)
            try insertRespondent.run()
        }
        blocks[organization, default: AnswerBlock()].append(
            AnswerBlock.Identity(
                id: (id.high, id.low), revision: Int64(line.revision), digest: line.digest),
            at: place.sequence, unit: line.unit, codes: batch.codes.span.extracting(line.codes))
        if blocks[organization]?.count == AnswerBlock.revisionsMaximum {
            try blocks.removeValue(forKey: organization)?
                .write(of: organization, with: insertBlock)
        }
    }

    mutating func finish() throws {
        for (organization, block) in blocks.sorted(by: { $0.key < $1.key }) {
            try block.write(of: organization, with: insertBlock)
        }
        blocks = [:]
    }

    mutating func quarantine(
        _ line: Incoming, id: ResponseID, of batch: borrowing Batch, at place: StoredPlace,
        because problem: Problem
    ) throws {
        isAnythingKept = true
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

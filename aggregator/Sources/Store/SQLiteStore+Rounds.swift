import Foundation
import GRDB
import MaturityModel
import SurveyProtocol

/// Creating rounds and moving them through their life.
extension SQLiteStore {
    /// Creates a round with its frozen questionnaire and roster.
    /// - Throws: `round-exists`.
    func create(_ round: NewRound, roster: Digest, at now: Timestamp) throws {
        let questionnaire = Data(Digest.sha256(of: round.questionnaire).bytes)
        try write { database in
            let exists = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM round WHERE id = ?)",
                arguments: [round.id])
            guard exists == false else {
                throw AggregatorError(
                    .roundExists, "there is already a round \(round.id)",
                    hint: "choose another id; a round's questionnaire and roster are frozen")
            }
            try database.execute(
                sql: "INSERT OR IGNORE INTO questionnaire VALUES (?, ?)",
                arguments: [questionnaire, round.questionnaire])
            try database.execute(
                sql: """
                    INSERT INTO round (id, state, mode, opens, closes, questionnaire, roster,
                        minimumRespondents, minimumOrganizations, created, late)
                    VALUES (?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    round.id, round.mode.rawValue, round.opens?.milliseconds,
                    round.closes?.milliseconds, questionnaire, Data(roster.bytes),
                    round.minimumRespondents, round.minimumOrganizations, now.milliseconds,
                    round.late.rawValue,
                ])
            let key = database.lastInsertedRowID
            try Self.insert(round.organizations, round: key, database)
            try Self.keep(emails: round.emails, round: key, database)
            try Self.keep(roster: round.organizations, of: (key, 1), at: now, database)
            try Self.audit("round created", object: round.id, at: now, database)
        }
    }

    private static func insert(
        _ organizations: [RosterOrganization], round: Int64, _ database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO organization
                    (round, position, id, name, kind, sector, parent, invited, employees)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (position, row) in organizations.enumerated() {
            try statement.execute(arguments: [
                round, position, row.id, row.name, row.kind, row.sector, row.parent, row.invited,
                row.employees,
            ])
        }
    }

    /// Takes a step of a round's life, when nothing speaks against it.
    /// - Throws: `round-unknown`, `round-state-wrong`.
    func move(round id: String, to state: RoundState, at now: Timestamp) throws {
        try write { database in
            let round = try Self.round(id, database)
            if round.state == state { return }
            let facts = try Self.facts(of: round, database)
            if let objection = RoundLife.objection(
                from: round.state, to: state, facts, at: now)
            {
                throw AggregatorError(
                    .roundStateWrong,
                    "the round \(id) is \(round.state.rawValue) and cannot become "
                        + "\(state.rawValue): \(objection.reason)",
                    hint: objection.hint)
            }
            try Self.move(round, to: state, at: now, database)
        }
    }

    /// Makes a closed round a published one, once its snapshot is kept as published.
    ///
    /// A snapshot of a round that is still open may be published; its results are released when the
    /// round is.
    /// - Throws: `round-state-wrong` while quarantined responses wait for a decision.
    static func release(
        _ publication: NewPublication, at now: Timestamp, _ database: Database
    ) throws {
        let round = try Self.round(publication.round, database)
        guard round.state == .closed else { return }
        if let objection = RoundLife.objection(
            from: .closed, to: .published, try facts(of: round, database), at: now)
        {
            throw AggregatorError(
                .roundStateWrong,
                "snapshot \(publication.snapshot) of round \(round.id) is not published: "
                    + objection.reason,
                hint: "\(objection.hint), then publish it again")
        }
        try move(round, to: .published, at: now, database)
    }

    private static func move(
        _ round: StoredRound, to state: RoundState, at now: Timestamp, _ database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE round SET state = ? WHERE key = ?",
            arguments: [state.rawValue, round.key])
        try audit(
            "round \(state.rawValue)", object: round.id, detail: "was \(round.state.rawValue)",
            at: now, database)
        if let event = RoundEvent(state) {
            try tell(event, round: round.id, at: now, database)
        }
    }

    static func round(_ id: String, _ database: Database) throws -> StoredRound {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM round WHERE id = ?", arguments: [id])
        guard let row else { throw AggregatorError.roundUnknown(id) }
        return try StoredRound(row)
    }

    private static func facts(
        of round: StoredRound, _ database: Database
    ) throws -> RoundLife.Facts {
        func count(_ sql: String) throws -> Int {
            try Int.fetchOne(database, sql: sql, arguments: [round.key]) ?? 0
        }
        let undecided = try count(
            """
            SELECT count(*) FROM quarantine q WHERE q.round = ?
                AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.quarantine = q.sequence)
            """)
        return RoundLife.Facts(
            hasResponses: try SQLiteReader.hasResponses(database, round: round.key),
            undecided: undecided,
            publications: try count("SELECT count(*) FROM publication WHERE round = ?"),
            closes: round.closes)
    }

    /// Keeps a snapshot under the round's next number, or finds the one that is the same.
    ///
    /// - Returns: its number; that of the latest snapshot when nothing has changed since.
    func keep(_ snapshot: NewSnapshot, at now: Timestamp) throws -> Int {
        try write { database in
            let latest = try Row.fetchOne(
                database,
                sql: """
                    SELECT number, digest, inputs FROM snapshot
                    WHERE round = ? ORDER BY number DESC LIMIT 1
                    """,
                arguments: [snapshot.round])
            if let latest, latest[1] as Data == Data(snapshot.digest.bytes),
                latest[2] as String == snapshot.inputs
            {
                return latest[0]
            }
            let number = (latest?[0] as Int? ?? 0) + 1
            try insert(snapshot, number, at: now, database)
            try Self.audit(
                "snapshot made", object: "\(snapshot.roundID)/\(number)", at: now, database)
            return number
        }
    }

    /// Figures can have many megabytes, which SQLite takes from where they lie.
    private func insert(
        _ snapshot: NewSnapshot, _ number: Int, at now: Timestamp, _ database: Database
    ) throws {
        let statement = try RawStatement(
            database, sql: "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?)")
        statement.bind(snapshot.round, at: 1)
        statement.bind(Int64(number), at: 2)
        statement.bind(snapshot.digest, at: 3)
        statement.bind(snapshot.sequence, at: 4)
        statement.bind(snapshot.inputs, at: 5)
        statement.bind(now.milliseconds, at: 6)
        try statement.run(with: snapshot.figures.span, at: 7)
    }
}

extension AggregatorError {
    /// There is no such round.
    static func roundUnknown(_ id: String) -> AggregatorError {
        AggregatorError(
            .roundUnknown, "there is no round \(id)",
            hint: "see the rounds with `survey-aggregator round list`")
    }
}

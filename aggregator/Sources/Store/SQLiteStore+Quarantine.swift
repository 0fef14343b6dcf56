import Foundation
import GRDB
import SurveyProtocol

/// Carrying out what a person decided about responses.
extension SQLiteStore {
    /// Stores a quarantined response so that it counts, at a place of its own.
    ///
    /// Its bytes stay where they were kept; what was stored before stays too. When the same
    /// respondent has another response, that one no longer counts, unless `keepsOthers`.
    /// - Parameter batch: the response alone, read as sound, from the agent that sent it.
    func accept(
        _ entry: QuarantineEntry, as batch: Batch, _ decision: QuarantineDecision,
        at now: Timestamp
    ) throws {
        try write { database in
            guard let line = batch.lines.first, let id = line.id,
                let organization = batch.organization
            else { throw AggregatorError.quarantineUnknown("the number \(entry.number)") }
            var table = try SQLiteResponseTable(database)
            let same = try table.known(id).filter { $0.revision == line.revision }
            let isStored = same.contains {
                $0.digest == line.digest && $0.organization == organization
            }
            if !isStored {
                let place = StoredPlace(
                    sequence: try table.highestSequence() + 1, received: entry.received,
                    decision: same.isEmpty ? 0 : entry.number)
                try table.insert(line, id: id, organization: organization, of: batch, at: place)
                try table.finish()
                if entry.problem.code == .respondentRepeated, !decision.keepsOthers {
                    try Self.withdraw(
                        othersThan: id, respondent: batch.isJoint ? nil : line.respondent,
                        organization: organization, for: place, database)
                }
            }
            try Self.keep(decision, at: now, database)
            try Self.audit("quarantine accepted", object: "\(entry.number)", at: now, database)
        }
    }

    /// Records that a quarantined response does not count.
    func reject(_ decision: QuarantineDecision, at now: Timestamp) throws {
        try write { database in
            try Self.keep(decision, at: now, database)
            try Self.audit("quarantine rejected", object: "\(decision.number)", at: now, database)
        }
    }

    /// Gives a response back to its organization to be corrected.
    /// - Returns: the reason of before, when it was given back already.
    /// - Throws: `round-state-wrong` once the round's results are published.
    func giveBack(
        _ response: ReconcileQuestion, to organization: String, round: Int64, reason: String,
        at now: Timestamp
    ) throws -> String? {
        try write { database in
            try Self.checkReturn(inRound: round, database)
            let digest = Data(response.digest.bytes)
            let earlier = try String.fetchOne(
                database,
                sql: "SELECT reason FROM returned WHERE id = ? AND revision = ? AND digest = ?",
                arguments: [Data(response.id.bytes), response.revision, digest])
            try database.execute(
                sql: """
                    INSERT INTO returned
                        (round, organization, id, revision, digest, reason, returned)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id, revision, digest)
                        DO UPDATE SET reason = excluded.reason, returned = excluded.returned
                    """,
                arguments: [
                    round, organization, Data(response.id.bytes), response.revision,
                    digest, reason, now.milliseconds,
                ])
            try Self.audit(
                "response returned", object: "\(response.id).\(response.revision)",
                detail: reason, at: now, database)
            return earlier
        }
    }

    /// Nobody can correct a response of a round whose results are out.
    private static func checkReturn(inRound key: Int64, _ database: Database) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM round WHERE key = ?", arguments: [key])
        guard let round = try row.map(StoredRound.init), round.isReleased else { return }
        throw AggregatorError(
            .roundStateWrong,
            "the round \(round.id) is \(round.state.rawValue): its responses cannot be returned",
            hint: round.state == .archived
                ? "nothing can be changed in an archived round"
                : "withdraw its results with `survey-aggregator round withdraw \(round.id)`, open"
                    + " the round again so that the correction counts, and return it then")
    }

    private static func keep(
        _ decision: QuarantineDecision, at now: Timestamp, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO decision VALUES (?, ?, ?, ?)
                ON CONFLICT (quarantine) DO UPDATE SET isAccepted = excluded.isAccepted,
                    reason = excluded.reason, decided = excluded.decided
                """,
            arguments: [
                decision.number, decision.isAccepted, decision.reason, now.milliseconds,
            ])
    }

    /// Notes that every other response of a respondent, or with no respondent of the whole
    /// organization, does not count from a place on.
    private static func withdraw(
        othersThan id: ResponseID, respondent: [UInt8]?, organization: Int64,
        for place: StoredPlace, _ database: Database
    ) throws {
        guard let respondent else {
            return try withdrawAll(othersThan: id, organization: organization, for: place, database)
        }
        try database.execute(
            sql: """
                INSERT INTO withdrawal SELECT organization, id, ?1 FROM respondent
                    WHERE organization = ?2 AND respondent = ?3 AND id <> ?4
                """,
            arguments: [place.sequence, organization, Data(respondent), Data(id.bytes)])
    }

    private static func withdrawAll(
        othersThan id: ResponseID, organization: Int64, for place: StoredPlace,
        _ database: Database
    ) throws {
        let insertion = try RawStatement(
            database, sql: "INSERT OR IGNORE INTO withdrawal VALUES (?, ?, ?)")
        let arrivals = try SQLiteReader.intact {
            try AnswerQuery(database, through: place.sequence).arrivals(organization)
        }
        for index in 0..<arrivals.count where arrivals.id(index) != (id.high, id.low) {
            insertion.bind(organization, at: 1)
            insertion.bind(Array(arrivals.identityBytes(index)[..<16]), at: 2)
            insertion.bind(place.sequence, at: 3)
            try insertion.run()
        }
    }
}

import Foundation
import GRDB
import MaturityModel
import SurveyProtocol

/// Corrections of rosters, and dates.
extension SQLiteStore {
    /// Puts a corrected roster in the place of the one with a digest, as a new version.
    ///
    /// Organizations that are no longer on it keep their rows and what they sent. When only
    /// addresses change, the roster and its version stay.
    /// - Throws: `round-state-wrong`, `roster-changed`.
    func correct(_ correction: RosterCorrection, at now: Timestamp) throws {
        try write { database in
            let round = try Self.round(correction.round, database)
            guard round.state.takesCorrections else {
                throw AggregatorError(
                    .roundStateWrong,
                    "the round \(round.id) is \(round.state.rawValue); its roster stands",
                    hint: "withdraw the results first, if it has only been published")
            }
            guard round.roster == correction.before else {
                throw AggregatorError(
                    .rosterChanged, "the roster of round \(round.id) is no longer the one shown",
                    hint: "look at the effect again, then apply it")
            }
            let change = try Self.change(of: round, by: correction, database)
            guard change.isOfRoster else {
                if change.isEmpty { return }
                try Self.keep(emails: correction.emails, round: round.key, database)
                return try Self.audit(
                    "roster corrected", object: round.id,
                    detail: "version \(round.rosterVersion) stays: \(change.summary)", at: now,
                    database)
            }
            try Self.replace(correction.organizations, of: round.key, database)
            try Self.keep(emails: correction.emails, round: round.key, database)
            let version = round.rosterVersion + 1
            try Self.keep(
                roster: correction.organizations, of: (round.key, version), at: now, database)
            try database.execute(
                sql: "UPDATE round SET roster = ?, rosterVersion = ? WHERE key = ?",
                arguments: [Data(correction.digest.bytes), version, round.key])
            try Self.audit(
                "roster corrected", object: round.id,
                detail: "version \(version): \(change.summary)", at: now, database)
        }
    }

    private static func change(
        of round: StoredRound, by correction: RosterCorrection, _ database: Database
    ) throws -> RosterChange {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT \(RosterOrganization.columns) FROM organization
                WHERE round = ? AND present = 1
                """,
            arguments: [round.key])
        let emails = try SQLiteReader.emails(database, round: round.key)
        return RosterChange(
            from: rows.map(RosterOrganization.init), to: correction.organizations,
            emails: correction.emails.map { (emails, $0) })
    }

    private static func replace(
        _ organizations: [RosterOrganization], of round: Int64, _ database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE organization SET present = 0 WHERE round = ?", arguments: [round])
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO organization
                    (round, position, id, name, kind, sector, parent, invited, employees)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (round, id) DO UPDATE SET present = 1, position = excluded.position,
                    name = excluded.name, kind = excluded.kind, sector = excluded.sector,
                    parent = excluded.parent, invited = excluded.invited,
                    employees = excluded.employees
                """)
        for (position, row) in organizations.enumerated() {
            try statement.execute(arguments: [
                round, position, row.id, row.name, row.kind, row.sector, row.parent, row.invited,
                row.employees,
            ])
        }
    }

    static func keep(
        roster organizations: [RosterOrganization], of place: (round: Int64, version: Int),
        at now: Timestamp, _ database: Database
    ) throws {
        guard let roster = try? Roster(organizations) else {
            throw AggregatorError(
                .rosterInvalid, "the roster has faults", hint: "check it before it is stored")
        }
        let canonical = roster.document().canonicalJSON()
        try database.execute(
            sql: "INSERT INTO rosterVersion VALUES (?, ?, ?, ?, ?)",
            arguments: [
                place.round, place.version, Data(Digest.sha256(of: canonical).bytes),
                Data(canonical), now.milliseconds,
            ])
    }

    /// Sets the dates of a round, or those of one organization in it, which come first.
    /// - Throws: `round-unknown`, `organization-unknown`, `round-state-wrong`.
    func setDates(
        _ dates: RoundDates, round id: String, organization: String?, at now: Timestamp
    ) throws {
        try dates.check()
        try write { database in
            let round = try Self.round(id, database)
            guard round.state == .draft || round.state == .open || round.state == .closed else {
                throw AggregatorError(
                    .roundStateWrong, "the round \(id) is \(round.state.rawValue)",
                    hint: "dates mean something until results are released")
            }
            let values: StatementArguments = [
                dates.opens?.milliseconds, dates.closes?.milliseconds,
            ]
            if let organization {
                try database.execute(
                    sql: """
                        UPDATE organization SET opens = ?, closes = ?
                        WHERE round = ? AND id = ? AND present = 1
                        """,
                    arguments: values + [round.key, organization])
                guard database.changesCount > 0 else {
                    throw AggregatorError(
                        .organizationUnknown, "\(organization) is not on the roster of \(id)",
                        hint: "check the id against the roster; ids are case-sensitive")
                }
            } else {
                try database.execute(
                    sql: "UPDATE round SET opens = ?, closes = ? WHERE key = ?",
                    arguments: values + [round.key])
            }
            try Self.audit(
                "dates set", object: [id, organization].compactMap(\.self).joined(separator: "/"),
                detail: "\(dates.opens?.text ?? "-") to \(dates.closes?.text ?? "-")", at: now,
                database)
        }
    }
}

/// A corrected roster, with the digest of the one it was made from.
struct RosterCorrection: Codable, Equatable, Sendable {
    /// The round's id.
    let round: String
    /// The digest of the roster whose effect was shown.
    let before: Digest
    /// The corrected roster's organizations, in the order of their ids.
    let organizations: [RosterOrganization]
    /// The digest of the corrected roster.
    let digest: Digest
    /// Whom to remind, by organization; nil leaves it as it was.
    var emails: [String: String]?
}

/// Reading rosters of other times, and dates.
extension SQLiteReader {
    /// The store's keys of organizations that a round has or had on its roster, by id.
    func organizationKeys(round key: Int64) throws -> [String: Int64] {
        try read { database in
            var keys: [String: Int64] = [:]
            for row in try Row.fetchAll(
                database, sql: "SELECT id, key FROM organization WHERE round = ?",
                arguments: [key])
            {
                keys[row[0]] = row[1]
            }
            return keys
        }
    }

    /// The canonical form of the roster with a digest that a round has or had; nil when none.
    func rosterVersion(round key: Int64, digest: Digest) throws -> [UInt8]? {
        try read { database in
            try Data.fetchOne(
                database,
                sql: "SELECT canonical FROM rosterVersion WHERE round = ? AND digest = ?",
                arguments: [key, Data(digest.bytes)]
            ).map { Array($0) }
        }
    }

    /// The versions of a round's roster with their digests, oldest first.
    func rosterVersions(round key: Int64) throws -> [(version: Int, digest: Digest)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT version, digest FROM rosterVersion WHERE round = ? ORDER BY version",
                arguments: [key]
            ).map { ($0[0], Digest(bytes: $0[1] as Data) ?? AuditEntry.beginning) }
        }
    }

    /// The dates of their own that organizations of a round have, by id.
    func dates(round key: Int64) throws -> [String: RoundDates] {
        try read { database in
            var dates: [String: RoundDates] = [:]
            for row in try Row.fetchAll(
                database,
                sql: """
                    SELECT id, opens, closes FROM organization
                    WHERE round = ? AND present = 1 AND (opens IS NOT NULL OR closes IS NOT NULL)
                    """,
                arguments: [key])
            {
                dates[row[0]] = RoundDates(
                    opens: (row[1] as Int64?).map(Timestamp.init(milliseconds:)),
                    closes: (row[2] as Int64?).map(Timestamp.init(milliseconds:)))
            }
            return dates
        }
    }
}

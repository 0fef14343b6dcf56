import Foundation
import GRDB
import MaturityModel
import SurveyProtocol

/// What the life cycle of rounds added to their tables.
extension SQLiteSchema {
    /// Whom to remind, beside the roster: it is in no digest, snapshot or export.
    static let addresses = """
        CREATE TABLE address (
            organization INTEGER PRIMARY KEY REFERENCES organization (key),
            email TEXT NOT NULL
        ) STRICT;
        """

    private static let lifeCycle = """
        ALTER TABLE round ADD COLUMN late TEXT NOT NULL DEFAULT 'quarantine';
        ALTER TABLE round ADD COLUMN rosterVersion INTEGER NOT NULL DEFAULT 1;
        -- An organization that a correction took off the roster keeps its row and responses.
        ALTER TABLE organization ADD COLUMN present INTEGER NOT NULL DEFAULT 1;
        -- The organization's own dates, which come before the round's.
        ALTER TABLE organization ADD COLUMN opens INTEGER;
        ALTER TABLE organization ADD COLUMN closes INTEGER;

        -- Every roster that a round has had, in the form that its digest is taken of.
        CREATE TABLE rosterVersion (
            round INTEGER NOT NULL REFERENCES round (key),
            version INTEGER NOT NULL,
            digest BLOB NOT NULL,
            canonical BLOB NOT NULL,
            created INTEGER NOT NULL,
            PRIMARY KEY (round, version)
        ) STRICT, WITHOUT ROWID;
        """

    /// Adds the columns, and keeps the roster that each round has as its first version.
    static func addLifeCycle(_ database: Database) throws {
        try database.execute(sql: lifeCycle)
        let rounds = try Row.fetchAll(database, sql: "SELECT key, roster, created FROM round")
        for round in rounds {
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(RosterOrganization.columns) FROM organization
                    WHERE round = ? ORDER BY position
                    """,
                arguments: [round[0] as Int64])
            guard let roster = try? Roster(rows.map(RosterOrganization.init)) else { continue }
            try database.execute(
                sql: "INSERT INTO rosterVersion VALUES (?, 1, ?, ?, ?)",
                arguments: [
                    round[0] as Int64, round[1] as Data,
                    Data(roster.document().canonicalJSON()), round[2] as Int64,
                ])
        }
    }
}

extension RosterOrganization {
    /// The columns that a row is read from, by place: looking for one by its name takes several
    /// times as long, and a roster has many.
    static let columns = "key, id, name, kind, sector, parent, invited, employees"

    /// The organization of a row of these columns.
    init(_ row: Row) {
        self.init(
            row[1], name: row[2], kind: row[3], in: RosterPlace(sector: row[4], parent: row[5]),
            size: RosterSize(invited: row[6], employees: row[7]))
    }
}

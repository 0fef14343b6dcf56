import Foundation
import GRDB
import MaturityModel
import SurveyProtocol

/// A connection that only reads; it can neither write nor checkpoint, so there may be many.
final class SQLiteReader: Sendable {
    let queue: DatabaseQueue
    private let path: String

    /// Opens the store of an initialized data folder for reading.
    init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.label = "survey.store.reader"
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw SQLiteStore.failure(error, path: path)
        }
    }

    /// Refuses a store of another version.
    /// - Throws: `store-newer`, `store-older`.
    func checkVersion() throws {
        try read { try SQLiteSchema.check($0, path: path) }
    }

    /// Another connection to the same store, for reading at the same time.
    func sibling() throws -> SQLiteReader {
        try SQLiteReader(path: path)
    }

    /// Reads in one transaction: everything it sees is of the same moment.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw SQLiteStore.failure(error, path: path)
        }
    }

    /// Every round, ordered by id.
    func rounds() throws -> [StoredRound] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM round ORDER BY id")
                .map(StoredRound.init)
        }
    }

    /// A round.
    /// - Throws: `round-unknown`.
    func round(_ id: String) throws -> StoredRound {
        try read { database in
            guard
                let row = try Row.fetchOne(
                    database, sql: "SELECT * FROM round WHERE id = ?", arguments: [id])
            else { throw AggregatorError.roundUnknown(id) }
            return try StoredRound(row)
        }
    }

    /// A questionnaire's canonical form.
    func questionnaire(_ digest: Digest) throws -> [UInt8] {
        try read { database in
            let data = try Data.fetchOne(
                database, sql: "SELECT canonical FROM questionnaire WHERE digest = ?",
                arguments: [Data(digest.bytes)])
            return data.map { Array($0) } ?? []
        }
    }

    /// The frozen roster of a round, in the order of ids.
    func roster(round key: Int64) throws -> [(key: Int64, organization: RosterOrganization)] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(RosterOrganization.columns) FROM organization
                    WHERE round = ? AND present = 1 ORDER BY position
                    """,
                arguments: [key])
            var organizations: [(key: Int64, organization: RosterOrganization)] = []
            while let row = try rows.next() {
                organizations.append((row[0], RosterOrganization(row)))
            }
            return organizations
        }
    }

    /// Every agent, in the order of enrollment.
    func agents() throws -> [StoredAgent] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM agent ORDER BY key")
                .map(StoredAgent.init)
        }
    }

    /// How many rounds there are, and how many of them have the organization on their roster.
    func rounds(of organization: String) throws -> (all: Int, with: Int) {
        try read { database in
            (
                try Int.fetchOne(database, sql: "SELECT count(*) FROM round") ?? 0,
                try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM organization WHERE id = ? AND present = 1",
                    arguments: [organization]) ?? 0
            )
        }
    }

    /// A number that changes whenever somebody has written.
    func change() throws -> Int {
        try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    /// How many organizations are on a round's roster.
    func organizationCount(round key: Int64) throws -> Int {
        try read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM organization WHERE round = ? AND present = 1",
                arguments: [key]) ?? 0
        }
    }

    /// Whether an organization is on a round's roster.
    func isOnRoster(_ organization: String, round key: Int64) throws -> Bool {
        try read { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM organization
                        WHERE round = ? AND id = ? AND present = 1)
                    """,
                arguments: [key, organization]) ?? false
        }
    }

    /// The store's epoch.
    func epoch() throws -> Int {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'epoch'")
                ?? 1
        }
    }
}

extension StoredRound {
    init(_ row: Row) throws {
        guard let state = RoundState(rawValue: row["state"]),
            let mode = SurveyProtocol.RoundMode(rawValue: row["mode"]),
            let questionnaire = Digest(bytes: row["questionnaire"] as Data),
            let roster = Digest(bytes: row["roster"] as Data),
            let late = LateRule(rawValue: row["late"])
        else {
            throw AggregatorError(
                .dataDamaged, "the round \(row["id"] as String) cannot be read",
                hint: "use the version of survey-aggregator that made it, or restore a backup")
        }
        self.init(
            key: row["key"], id: row["id"], state: state, mode: mode,
            opens: (row["opens"] as Int64?).map(Timestamp.init(milliseconds:)),
            closes: (row["closes"] as Int64?).map(Timestamp.init(milliseconds:)),
            questionnaire: questionnaire, roster: roster,
            minimumRespondents: row["minimumRespondents"],
            minimumOrganizations: row["minimumOrganizations"], late: late,
            rosterVersion: row["rosterVersion"])
    }
}

import GRDB

/// The tables, and how a store of an earlier version becomes one of this version.
enum SQLiteSchema {
    /// Every migration in order, each in a transaction of its own; a shipped one never changes.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: rounds)
            try database.execute(sql: agents)
            try database.execute(sql: responses)
            try database.execute(sql: results)
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: certificates)
            try database.execute(sql: decisions)
            try database.execute(sql: reports)
        }
        migrator.registerMigration("publication and benchmark") { database in
            try database.execute(sql: publications)
        }
        migrator.registerMigration("access") { database in
            try database.execute(sql: access)
            try chainAudit(database)
        }
        migrator.registerMigration("life cycle") { try addLifeCycle($0) }
        migrator.registerMigration("webhooks") { try $0.execute(sql: webhooks) }
        migrator.registerMigration("mail addresses") { try $0.execute(sql: addresses) }
        migrator.registerMigration("reports by round") { try $0.execute(sql: roundReports) }
        // No table that others refer to changes, so what refers to what need not be checked anew.
        migrator.registerMigration("blocks of answers", foreignKeyChecks: .immediate) {
            try packAnswers($0)
        }
        return migrator
    }

    /// Brings a store to this version, or refuses one that this version does not know.
    ///
    /// Every migration is a transaction: a store is before or after it, never between.
    /// - Returns: whether it was one of an earlier version; a new one is not.
    /// - Throws: `store-newer`; nothing was changed.
    static func migrate(_ queue: DatabaseQueue, path: String) throws -> Bool {
        let migrator = migrator
        guard try !queue.read({ try migrator.hasBeenSuperseded($0) }) else { throw newer(path) }
        let isEarlier = try queue.read { database in
            try !migrator.appliedIdentifiers(database).isEmpty
                && !migrator.hasCompletedMigrations(database)
        }
        try migrator.migrate(queue)
        return isEarlier
    }

    /// Refuses to read a store of another version; only who writes it can bring it to this one.
    /// - Throws: `store-newer`, `store-older`.
    static func check(_ database: Database, path: String) throws {
        let migrator = migrator
        guard try !migrator.hasBeenSuperseded(database) else { throw newer(path) }
        guard try migrator.hasCompletedMigrations(database) else {
            throw AggregatorError(
                .storeOlder, "the store \(path) was made by an earlier survey-aggregator",
                hint: "end that version's service and start this one's; it converts the store")
        }
    }

    private static func newer(_ path: String) -> AggregatorError {
        AggregatorError(
            .storeNewer, "the store \(path) was made by a newer survey-aggregator",
            hint: "use that version or a later one, or restore a backup of this version")
    }

    private static let rounds = """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO setting VALUES ('epoch', '1');

        CREATE TABLE questionnaire (
            digest BLOB PRIMARY KEY,
            canonical BLOB NOT NULL
        ) STRICT;

        CREATE TABLE round (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL,
            mode TEXT NOT NULL,
            opens INTEGER,
            closes INTEGER,
            questionnaire BLOB NOT NULL REFERENCES questionnaire (digest),
            roster BLOB NOT NULL,
            minimumRespondents INTEGER NOT NULL,
            minimumOrganizations INTEGER NOT NULL,
            created INTEGER NOT NULL
        ) STRICT;

        -- The frozen roster: one row an organization and round.
        CREATE TABLE organization (
            key INTEGER PRIMARY KEY,
            round INTEGER NOT NULL REFERENCES round (key),
            position INTEGER NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            sector TEXT,
            parent TEXT,
            invited INTEGER,
            employees INTEGER,
            UNIQUE (round, id)
        ) STRICT;
        CREATE INDEX organizationID ON organization (id);
        """

    private static let agents = """
        CREATE TABLE agent (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            organization TEXT NOT NULL,
            serial TEXT NOT NULL UNIQUE,
            publicKey BLOB NOT NULL,
            certificate TEXT NOT NULL,
            expires INTEGER NOT NULL,
            enrolled INTEGER NOT NULL,
            revoked INTEGER,
            lastSeen INTEGER,
            program TEXT
        ) STRICT;

        -- Only the SHA-256 of a code's secret is kept.
        CREATE TABLE enrollment (
            secret BLOB PRIMARY KEY,
            organization TEXT NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            agent INTEGER REFERENCES agent (key)
        ) STRICT;
        """

    private static let responses = """
        -- Every sealed response that arrived, in the order of arrival. Rows are only added.
        CREATE TABLE response (
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            revision INTEGER NOT NULL,
            digest BLOB NOT NULL,
            organization INTEGER NOT NULL REFERENCES organization (key),
            agent INTEGER NOT NULL REFERENCES agent (key),
            received INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            UNIQUE (id, revision)
        ) STRICT;

        -- The same responses as one byte an item in questionnaire order, grouped by organization,
        -- so that an aggregation reads one contiguous run each.
        CREATE TABLE answer (
            organization INTEGER NOT NULL,
            id BLOB NOT NULL,
            revision INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            digest BLOB NOT NULL,
            respondent BLOB,
            unit TEXT,
            codes BLOB NOT NULL,
            PRIMARY KEY (organization, id, revision)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX answerRespondent ON answer (organization, respondent)
            WHERE respondent IS NOT NULL;

        -- What was kept apart for a person. Rows are only added.
        CREATE TABLE quarantine (
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            revision INTEGER NOT NULL,
            digest BLOB NOT NULL,
            round INTEGER NOT NULL REFERENCES round (key),
            agent INTEGER NOT NULL REFERENCES agent (key),
            received INTEGER NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            bytes BLOB NOT NULL,
            UNIQUE (id, revision, digest)
        ) STRICT;
        """

    private static let results = """
        CREATE TABLE snapshot (
            round INTEGER NOT NULL REFERENCES round (key),
            number INTEGER NOT NULL,
            digest BLOB NOT NULL,
            -- Everything up to this place in the order of arrival was taken into account.
            sequence INTEGER NOT NULL,
            inputs TEXT NOT NULL,
            created INTEGER NOT NULL,
            figures BLOB NOT NULL,
            PRIMARY KEY (round, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            moment INTEGER NOT NULL,
            action TEXT NOT NULL,
            object TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT;
        """

    private static let publications = """
        -- What was released to organizations. Rows are only added.
        CREATE TABLE publication (
            round INTEGER NOT NULL REFERENCES round (key),
            snapshot INTEGER NOT NULL,
            published INTEGER NOT NULL,
            -- Why somebody published it in spite of objections; empty when there were none.
            acknowledged TEXT NOT NULL,
            PRIMARY KEY (round, snapshot)
        ) STRICT, WITHOUT ROWID;

        -- Figures of others to compare with; the values are JSON, by the id of a node.
        CREATE TABLE benchmark (
            number INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            year INTEGER NOT NULL,
            organizations INTEGER NOT NULL,
            population TEXT NOT NULL,
            method TEXT NOT NULL,
            figures TEXT NOT NULL,
            added INTEGER NOT NULL,
            UNIQUE (source, year, population, method)
        ) STRICT;
        """
}

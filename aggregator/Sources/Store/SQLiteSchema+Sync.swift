/// What migration 2 adds: renewed certificates, decisions of persons, returns and reports.
extension SQLiteSchema {
    static let certificates = """
        -- Every certificate that an agent was given; `agent` itself has the newest.
        CREATE TABLE certificate (
            serial TEXT PRIMARY KEY,
            agent INTEGER NOT NULL REFERENCES agent (key),
            publicKey BLOB NOT NULL,
            pem TEXT NOT NULL,
            issued INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            UNIQUE (agent, publicKey)
        ) STRICT;
        INSERT INTO certificate
            SELECT serial, key, publicKey, certificate, enrolled, expires FROM agent;
        """

    static let decisions = """
        -- One (id, revision) is stored once, by constraint. Only a person may let a quarantined
        -- version of it count besides: `decision` is then that version's number in quarantine,
        -- and 0 in every other row. What counts is the highest (revision, sequence).
        -- This migration was corrected in place, since no version has been released with it yet:
        -- before, the constraint had the digest where it now has the decision.
        CREATE TABLE newResponse (
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            revision INTEGER NOT NULL,
            digest BLOB NOT NULL,
            organization INTEGER NOT NULL REFERENCES organization (key),
            agent INTEGER NOT NULL REFERENCES agent (key),
            received INTEGER NOT NULL,
            decision INTEGER NOT NULL DEFAULT 0,
            bytes BLOB NOT NULL,
            UNIQUE (id, revision, decision)
        ) STRICT;
        INSERT INTO newResponse
            SELECT sequence, id, revision, digest, organization, agent, received, 0, bytes
            FROM response ORDER BY sequence;
        DROP TABLE response;
        ALTER TABLE newResponse RENAME TO response;

        CREATE TABLE newAnswer (
            organization INTEGER NOT NULL,
            id BLOB NOT NULL,
            revision INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            digest BLOB NOT NULL,
            respondent BLOB,
            unit TEXT,
            codes BLOB NOT NULL,
            PRIMARY KEY (organization, id, revision, sequence)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO newAnswer SELECT * FROM answer ORDER BY organization, id, revision;
        DROP TABLE answer;
        ALTER TABLE newAnswer RENAME TO answer;
        CREATE INDEX answerRespondent ON answer (organization, respondent)
            WHERE respondent IS NOT NULL;

        -- What a person decided last about a quarantined response; the audit log has the others.
        CREATE TABLE decision (
            quarantine INTEGER PRIMARY KEY REFERENCES quarantine (sequence),
            isAccepted INTEGER NOT NULL,
            reason TEXT NOT NULL,
            decided INTEGER NOT NULL
        ) STRICT;

        -- What does not count any more because a person let another response of the same
        -- respondent count instead: every answer of the id before the place of that other one.
        CREATE TABLE withdrawal (
            organization INTEGER NOT NULL REFERENCES organization (key),
            id BLOB NOT NULL,
            sequence INTEGER NOT NULL REFERENCES response (sequence),
            PRIMARY KEY (organization, id, sequence)
        ) STRICT, WITHOUT ROWID;

        -- What was given back to a coordinator to be corrected, with the last reason.
        CREATE TABLE returned (
            key INTEGER PRIMARY KEY,
            round INTEGER NOT NULL REFERENCES round (key),
            organization TEXT NOT NULL,
            id BLOB NOT NULL,
            revision INTEGER NOT NULL,
            digest BLOB NOT NULL,
            reason TEXT NOT NULL,
            returned INTEGER NOT NULL,
            UNIQUE (id, revision, digest)
        ) STRICT;
        CREATE INDEX returnedRound ON returned (round, organization);
        """

    static let reports = """
        -- The last report of each agent, with both clocks.
        CREATE TABLE report (
            agent INTEGER PRIMARY KEY REFERENCES agent (key),
            received INTEGER NOT NULL,
            deviceTime INTEGER NOT NULL,
            drafts INTEGER NOT NULL,
            waiting INTEGER NOT NULL,
            unsettled INTEGER NOT NULL,
            freeBytes INTEGER
        ) STRICT;
        """

    static let roundReports = """
        -- Whether the agent told the rounds apart in its last report.
        ALTER TABLE report ADD COLUMN isByRound INTEGER NOT NULL DEFAULT 0;

        -- What it said of each round; of one that is not here it has nothing.
        CREATE TABLE roundReport (
            agent INTEGER NOT NULL REFERENCES agent (key),
            round TEXT NOT NULL,
            drafts INTEGER NOT NULL,
            waiting INTEGER NOT NULL,
            unsettled INTEGER NOT NULL,
            PRIMARY KEY (agent, round)
        ) STRICT, WITHOUT ROWID;
        """
}

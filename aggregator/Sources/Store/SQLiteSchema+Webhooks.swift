/// The tables of webhooks and of what is to be delivered to them.
extension SQLiteSchema {
    static let webhooks = """
        -- The secret is kept as it is, because it signs.
        CREATE TABLE webhook (
            id TEXT PRIMARY KEY,
            address TEXT NOT NULL UNIQUE,
            secret TEXT NOT NULL,
            events TEXT NOT NULL,
            created INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE delivery (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
            event TEXT NOT NULL,
            body TEXT NOT NULL,
            created INTEGER NOT NULL,
            -- When it is tried next; NULL when it is not tried any more.
            due INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            delivered INTEGER,
            status TEXT
        ) STRICT;
        CREATE INDEX deliveryDue ON delivery (due) WHERE due IS NOT NULL;
        CREATE INDEX deliveryWebhook ON delivery (webhook, key);

        -- What has been said once of a round's approaching end.
        CREATE TABLE notice (
            round INTEGER NOT NULL REFERENCES round (key),
            event TEXT NOT NULL,
            closes INTEGER NOT NULL,
            PRIMARY KEY (round, event, closes)
        ) STRICT, WITHOUT ROWID;
        """
}

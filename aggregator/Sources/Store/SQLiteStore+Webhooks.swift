import Foundation
import GRDB
import SurveyProtocol

/// Webhooks and what is to be delivered to them.
extension SQLiteStore {
    /// Deliveries that are kept for each webhook.
    private static let deliveriesKept = 100

    /// Adds a webhook.
    /// - Throws: `webhook-too-many`, also for an address that is there already.
    func add(_ webhook: NewWebhook, at now: Timestamp) throws {
        try Webhook.check(webhook.address)
        try write { database in
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM webhook") ?? 0
            let exists = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM webhook WHERE address = ?)",
                arguments: [webhook.address])
            guard count < Webhook.countMaximum, exists == false else {
                throw AggregatorError(
                    .webhookTooMany,
                    exists == true
                        ? "the address is told already"
                        : "there are \(Webhook.countMaximum) webhooks",
                    hint: "remove one first")
            }
            try database.execute(
                sql: "INSERT INTO webhook VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    webhook.id, webhook.address, webhook.secret,
                    webhook.events.map(\.rawValue).joined(separator: " "), now.milliseconds,
                ])
            try Self.audit(
                "webhook added", object: webhook.id, detail: webhook.address, at: now, database)
        }
    }

    /// Removes a webhook with what was to be delivered to it.
    /// - Throws: `webhook-unknown`.
    func removeWebhook(_ id: String, at now: Timestamp) throws {
        try write { database in
            try database.execute(sql: "DELETE FROM webhook WHERE id = ?", arguments: [id])
            guard database.changesCount > 0 else {
                throw AggregatorError(
                    .webhookUnknown, "there is no webhook \(id.prefix(64))",
                    hint: "see them with `survey-aggregator webhook list`")
            }
            try Self.audit("webhook removed", object: id, at: now, database)
        }
    }

    /// Has every webhook that wants to know be told of an event, in the transaction that makes it.
    static func tell(
        _ event: RoundEvent, round: String, at now: Timestamp, _ database: Database
    ) throws {
        let rows = try Row.fetchAll(database, sql: "SELECT id, events FROM webhook")
        for row in rows
        where (row[1] as String).split(separator: " ").contains(
            Substring(event.rawValue))
        {
            let id = Hexadecimal.text(Secret.randomBytes(16))
            let body =
                #"{"delivery":"\#(id)","event":"\#(event.rawValue)","round":"\#(round)","#
                + #""occurredAt":"\#(now.text)"}"#
            let webhook: String = row[0]
            try database.execute(
                sql: """
                    INSERT INTO delivery (id, webhook, event, body, created, due)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, webhook, event.rawValue, body, now.milliseconds, now.milliseconds,
                ])
            try database.execute(
                sql: """
                    DELETE FROM delivery WHERE webhook = ? AND due IS NULL AND key <= (
                        SELECT max(key) FROM delivery WHERE webhook = ?) - ?
                    """,
                arguments: [webhook, webhook, deliveriesKept])
        }
    }

    /// Tells of rounds that near their end, each once for each closing time.
    func tellOfClosing(at now: Timestamp) throws {
        let soon = now.adding(seconds: RoundEvent.closingSeconds)
        try write { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT key, id, closes FROM round
                    WHERE state = 'open' AND closes > ? AND closes <= ? AND NOT EXISTS (
                        SELECT 1 FROM notice n WHERE n.round = round.key AND n.event = ?
                            AND n.closes = round.closes)
                    """,
                arguments: [
                    now.milliseconds, soon.milliseconds, RoundEvent.closingSoon.rawValue,
                ])
            for row in rows {
                try database.execute(
                    sql: "INSERT INTO notice VALUES (?, ?, ?)",
                    arguments: [
                        row[0] as Int64, RoundEvent.closingSoon.rawValue, row[2] as Int64,
                    ])
                try Self.tell(.closingSoon, round: row[1], at: now, database)
            }
        }
    }

    /// Notes what came of an attempt.
    /// - Parameter due: when it is tried again; nil when it was delivered or is given up.
    func note(
        delivery key: Int64, status: String, isDelivered: Bool, due: Timestamp?, at now: Timestamp
    ) throws {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE delivery SET attempts = attempts + 1, status = ?, due = ?,
                        delivered = coalesce(?, delivered) WHERE key = ?
                    """,
                arguments: [
                    status, due?.milliseconds, isDelivered ? now.milliseconds : nil, key,
                ])
        }
    }
}

/// A webhook to be added.
struct NewWebhook: Codable, Equatable, Sendable {
    /// Its id.
    let id: String
    /// The address.
    let address: String
    /// What signs the deliveries.
    let secret: String
    /// What it is told.
    let events: [RoundEvent]

    /// A new webhook with a secret of its own.
    init(address: String, events: [RoundEvent]) {
        id = Hexadecimal.text(Secret.randomBytes(8))
        self.address = address
        secret = Secret(prefix: "whs_").text
        self.events = events.isEmpty ? RoundEvent.allCases : events
    }
}

/// Reading webhooks.
extension SQLiteReader {
    /// The webhooks with what came of the last delivery, ordered by id.
    func webhooks() throws -> [WebhookOverview] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM webhook ORDER BY id").map { row in
                let last = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT coalesce(delivered, created), status FROM delivery
                        WHERE webhook = ? AND attempts > 0 ORDER BY key DESC LIMIT 1
                        """,
                    arguments: [row["id"] as String])
                return WebhookOverview(
                    id: row["id"], address: row["address"],
                    events: (row["events"] as String).split(separator: " ").compactMap {
                        RoundEvent(rawValue: String($0))
                    },
                    created: Timestamp(milliseconds: row["created"]).text,
                    lastDelivery: last.map { Timestamp(milliseconds: $0[0]).text },
                    lastStatus: last?[1])
            }
        }
    }

    /// What is to be delivered at a moment, oldest first.
    func dueDeliveries(at now: Timestamp, limit: Int) throws -> [PendingDelivery] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT d.key, d.id, w.address, w.secret, d.event, d.body, d.attempts
                    FROM delivery d JOIN webhook w ON w.id = d.webhook
                    WHERE d.due <= ? ORDER BY d.key LIMIT ?
                    """,
                arguments: [now.milliseconds, limit]
            ).map { row in
                PendingDelivery(
                    key: row[0], id: row[1], address: row[2], secret: row[3], event: row[4],
                    body: row[5], attempts: row[6])
            }
        }
    }
}

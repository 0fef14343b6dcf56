import GRDB
import SurveyProtocol

/// What agents say of themselves.
extension SQLiteStore {
    /// Keeps an agent's report in place of its last one, with both clocks.
    func keep(
        _ report: AgentReport, of agent: Int64, deviceTime: Timestamp, at now: Timestamp
    ) throws {
        try write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    agent, now.milliseconds, deviceTime.milliseconds, report.drafts,
                    report.waiting, report.unsettled, report.freeBytes,
                ])
            try database.execute(
                sql: "UPDATE agent SET lastSeen = ?, program = ? WHERE key = ?",
                arguments: [now.milliseconds, report.agent, agent])
        }
    }
}

/// The last report of an agent, as the store keeps it.
struct StoredReport: Equatable, Sendable {
    /// When it came, by the aggregator's clock.
    let received: Timestamp
    /// The device's clock when it was made.
    let deviceTime: Timestamp
    /// Drafts that are not sealed.
    let drafts: Int
    /// Sealed responses without an acknowledgment.
    let waiting: Int
    /// Responses that are kept until a person decides, gave back, or refused.
    let unsettled: Int
    /// Bytes free on the disk of the spool; nil when unknown.
    let freeBytes: Int?

    /// Seconds that the device's clock is ahead of the aggregator's.
    var clockDifference: Int {
        Int((deviceTime.milliseconds - received.milliseconds) / 1_000)
    }
}

extension SQLiteReader {
    /// The last report of each agent, by the store's key of the agent.
    func reports() throws -> [Int64: StoredReport] {
        try read { database in
            var reports: [Int64: StoredReport] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM report") {
                reports[row["agent"]] = StoredReport(
                    received: Timestamp(milliseconds: row["received"]),
                    deviceTime: Timestamp(milliseconds: row["deviceTime"]),
                    drafts: row["drafts"], waiting: row["waiting"], unsettled: row["unsettled"],
                    freeBytes: row["freeBytes"])
            }
            return reports
        }
    }
}

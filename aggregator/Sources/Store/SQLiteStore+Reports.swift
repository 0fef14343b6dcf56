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
                sql: "INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    agent, now.milliseconds, deviceTime.milliseconds, report.drafts,
                    report.waiting, report.unsettled, report.freeBytes, report.rounds != nil,
                ])
            try database.execute(
                sql: "DELETE FROM roundReport WHERE agent = ?", arguments: [agent])
            for counts in report.rounds ?? [] {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO roundReport VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        agent, counts.round, counts.drafts, counts.waiting, counts.unsettled,
                    ])
            }
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
    /// What it has of each round, by the round's id; nil when the agent does not tell them apart.
    let rounds: [String: AgentReport.RoundCounts]?

    /// Sealed responses of a round without an acknowledgment; of all rounds when the agent does not
    /// tell them apart.
    func waiting(in round: String) -> Int {
        guard let rounds else { return waiting }
        return rounds[round]?.waiting ?? 0
    }

    /// Drafts of a round; 0 when the agent does not tell rounds apart.
    func drafts(in round: String) -> Int { rounds?[round]?.drafts ?? 0 }

    /// Seconds that the device's clock is ahead of the aggregator's.
    var clockDifference: Int {
        Int((deviceTime.milliseconds - received.milliseconds) / 1_000)
    }
}

extension SQLiteReader {
    /// The last report of each agent, by the store's key of the agent.
    func reports() throws -> [Int64: StoredReport] {
        try read { database in
            var rounds: [Int64: [String: AgentReport.RoundCounts]] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM roundReport") {
                let counts = AgentReport.RoundCounts(
                    round: row["round"], drafts: row["drafts"], waiting: row["waiting"],
                    unsettled: row["unsettled"])
                rounds[row["agent"], default: [:]][counts.round] = counts
            }
            var reports: [Int64: StoredReport] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM report") {
                let agent: Int64 = row["agent"]
                reports[agent] = StoredReport(
                    received: Timestamp(milliseconds: row["received"]),
                    deviceTime: Timestamp(milliseconds: row["deviceTime"]),
                    drafts: row["drafts"], waiting: row["waiting"], unsettled: row["unsettled"],
                    freeBytes: row["freeBytes"],
                    rounds: row["isByRound"] ? rounds[agent] ?? [:] : nil)
            }
            return reports
        }
    }
}

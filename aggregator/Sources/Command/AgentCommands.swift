import ArgumentParser
import SurveyProtocol

struct EnrollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll", abstract: "Make a code with which an agent enrolls once.")

    @OptionGroup var data: DataOptions
    @Argument(help: "The organization's id.") var organization: String
    @Option(help: "How long the code is valid: a number and m, h or d.") var valid = "24h"

    func validate() throws {
        guard Identifier.isValid(organization) else {
            throw ValidationError("`\(organization)` is not an organization id")
        }
        _ = try seconds()
    }

    private func seconds() throws -> Int64 {
        try TimeSpan.seconds(
            valid, option: "--valid", maximum: Int64(Limits.enrollmentSecondsMaximum))
    }

    func run() throws {
        let request = AdministrationRequest.makeCode(
            organization: organization, seconds: try seconds())
        guard case .code(let code) = try data.perform(request) else { return }
        Output.isDone(
            .init(
                what: "a code for \(organization) was made",
                hint: "it is not shown again, and ends by itself after \(valid): make another one;"
                    + " `survey-aggregator agents` shows whether somebody used it",
                isShownOnce: true))
        Output.line(code)
    }
}

struct AgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents", abstract: "List the agents.")

    @OptionGroup var data: DataOptions
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let reader = try data.reader()
        let agents = try reader.agents()
        let reports = try reader.reports()
        if json {
            return try Output.json(
                AgentList(
                    agents: agents.map { AgentOverview($0, report: reports[$0.key]) }))
        }
        var table = Table(
            [
                "agent", "organization", "program", "last sync", "clock", "waiting", "free disk",
                "state",
            ], rightAligned: [4, 5, 6])
        for agent in agents {
            table.add([
                agent.id, agent.organization, agent.program ?? "-", agent.lastSeen?.text ?? "-",
                reports[agent.key].map { Self.seconds($0.clockDifference) } ?? "-",
                reports[agent.key].map { "\($0.waiting)" } ?? "-",
                reports[agent.key]?.freeBytes.map { "\($0 / 1_048_576) MiB" } ?? "-",
                agent.revoked.map { "revoked \($0.text)" } ?? "permitted",
            ])
        }
        Output.line(table.text)
    }

    /// A clock difference for people: signed seconds, or days when it is that large.
    private static func seconds(_ difference: Int) -> String {
        let sign = difference < 0 ? "-" : "+"
        let size = abs(difference)
        return size < 172_800 ? "\(sign)\(size) s" : "\(sign)\(size / 86_400) d"
    }
}

struct RevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Withdraw an agent's permission at once.")

    @OptionGroup var data: DataOptions
    @Argument(help: "The agent's id, from `agents`.") var agent: String

    func run() throws {
        try data.perform(.revoke(agent: agent))
        Output.line("agent \(agent) is revoked")
    }
}

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
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let unit = valid.last.flatMap({ units[$0] }), let count = Int64(valid.dropLast()),
            count > 0, count <= Int64(Limits.enrollmentSecondsMaximum) / unit
        else { throw ValidationError("--valid is a number and m, h or d, at most 90d") }
        return count * unit
    }

    func run() throws {
        let request = AdministrationRequest.makeCode(
            organization: organization, seconds: try seconds())
        guard case .code(let code) = try data.perform(request) else { return }
        Output.line(code)
    }
}

struct AgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents", abstract: "List the agents.")

    @OptionGroup var data: DataOptions
    @Flag(help: "Print JSON.") var json = false

    private struct Listing: Encodable {
        struct Agent: Encodable {
            let agent: String
            let organization: String
            let program: String?
            let enrolled: String
            let expires: String
            let lastSync: String?
            let revoked: String?
            let report: Report?
        }
        struct Report: Encodable {
            let received: String
            let deviceTime: String
            let clockDifferenceSeconds: Int
            let drafts: Int
            let waiting: Int
            let unsettled: Int
            let freeBytes: Int?

            init(_ report: StoredReport) {
                received = report.received.text
                deviceTime = report.deviceTime.text
                clockDifferenceSeconds = report.clockDifference
                drafts = report.drafts
                waiting = report.waiting
                unsettled = report.unsettled
                freeBytes = report.freeBytes
            }
        }
        let agents: [Agent]
    }

    func run() throws {
        let reader = try data.reader()
        let agents = try reader.agents()
        let reports = try reader.reports()
        if json {
            return try Output.json(
                Listing(
                    agents: agents.map {
                        Listing.Agent(
                            agent: $0.id, organization: $0.organization, program: $0.program,
                            enrolled: $0.enrolled.text, expires: $0.expires.text,
                            lastSync: $0.lastSeen?.text, revoked: $0.revoked?.text,
                            report: reports[$0.key].map(Listing.Report.init))
                    }))
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

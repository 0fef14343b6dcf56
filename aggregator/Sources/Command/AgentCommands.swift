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
        }
        let agents: [Agent]
    }

    func run() throws {
        let agents = try data.reader().agents()
        if json {
            return try Output.json(
                Listing(
                    agents: agents.map {
                        Listing.Agent(
                            agent: $0.id, organization: $0.organization, program: $0.program,
                            enrolled: $0.enrolled.text, expires: $0.expires.text,
                            lastSync: $0.lastSeen?.text, revoked: $0.revoked?.text)
                    }))
        }
        var table = Table(["agent", "organization", "program", "last sync", "state"])
        for agent in agents {
            table.add([
                agent.id, agent.organization, agent.program ?? "-", agent.lastSeen?.text ?? "-",
                agent.revoked.map { "revoked \($0.text)" } ?? "permitted",
            ])
        }
        Output.line(table.text)
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

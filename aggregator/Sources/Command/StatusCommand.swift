import ArgumentParser
import SurveyProtocol

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What has come in to a round, per organization.")

    @OptionGroup var data: DataOptions
    @Argument(help: "The round's id.") var round: String
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let reader = try data.reader()
        let stored = try reader.round(round)
        let status = try RoundStatus(
            reader: reader, round: stored,
            roster: reader.roster(round: stored.key).map(\.organization))
        if json { return try Output.json(status) }
        var table = Table(
            [
                "organization", "kind", "invited", "received", "rate", "quarantined", "waiting",
                "last sync",
            ], rightAligned: [2, 3, 4, 5, 6])
        for row in status.organizations {
            table.add([
                row.organization, row.kind, row.invited.map(String.init) ?? "-",
                "\(row.received)", row.rateText, "\(row.quarantined)",
                row.waiting.map(String.init) ?? "-", row.lastSync ?? "never",
            ])
        }
        table.add([
            "all", "", status.invited.map(String.init) ?? "-", "\(status.received)",
            status.rateText, "\(status.quarantined)", "\(status.waiting)",
        ])
        Output.line("round \(status.round) is \(stored.standing(at: .now()))\n\n\(table.text)")
        if status.mode == .joint {
            Output.line("\nThe rate is of organizations: each gives one joint response.")
        }
        if let note = status.rateNote { Output.line("\n\(note)") }
        if status.notBegun > 0 {
            Output.note("\(status.notBegun) \(status.notBegun == 1 ? "has" : "have") not begun")
        }
    }
}

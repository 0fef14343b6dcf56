import ArgumentParser
import Foundation
import MaturityModel
import SurveyProtocol

struct RoundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round",
        abstract: "Create rounds, move them through their life, and list them.",
        subcommands: [
            Create.self, Open.self, Close.self, Redraft.self, Publish.self, Withdraw.self,
            Archive.self, Dates.self, Roster.self, List.self,
        ])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Create a round with its frozen questionnaire and roster.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The round's id, such as 2026.") var id: String
        @Option(help: "The questionnaire, YAML or JSON.") var questionnaire: String
        @Option(help: "The roster, CSV or .xlsx.") var roster: String
        @Option(help: "respondents (several people each) or joint (one agreed answer each).")
        var mode: ModeArgument = .respondents
        @Option(help: "When it opens, such as 2026-03-01T08:00:00Z or 2026-03-01.")
        var opens: String?
        @Option(help: "When it closes; later responses are quarantined.") var closes: String?
        @Option(help: "Figures of fewer respondents are hidden; at least 3.")
        var minimumRespondents = 5
        @Option(help: "Aggregates of fewer organizations are hidden; at least 3.")
        var minimumOrganizations = 3

        @Option(help: "Whether responses after closing are kept apart (quarantine) or count.")
        var late: LateRule = .quarantine

        func validate() throws {
            guard Identifier.isValid(id) else {
                throw ValidationError(
                    "`\(id)` is not a round id: use 1 to 64 of A-Z a-z 0-9 . _ -")
            }
            let minimums = 3...1_000_000
            guard minimums.contains(minimumRespondents), minimums.contains(minimumOrganizations)
            else {
                throw ValidationError(
                    "--minimum-respondents and --minimum-organizations are from 3 to 1000000")
            }
            let opens = try RoundCommand.moment(opens, "opens")
            let closes = try RoundCommand.moment(closes, "closes")
            if let opens, let closes, closes <= opens {
                throw ValidationError("--closes must be later than --opens")
            }
        }

        func run() throws {
            let reading = try QuestionnaireFile.read(path: questionnaire)
            let emails = try? RosterFile.emails(path: roster)
            let roster = try RosterFile.read(path: roster)
            let round = NewRound(
                id: id, mode: mode.mode, opens: try RoundCommand.moment(opens, "opens"),
                closes: try RoundCommand.moment(closes, "closes"),
                minimumRespondents: minimumRespondents,
                minimumOrganizations: minimumOrganizations, late: late,
                questionnaire: Data(reading.canonical), organizations: roster.organizations,
                emails: emails)
            let count = roster.organizations.count
            let digest = Digest.sha256(of: roster.document().canonicalJSON())
            try data.perform(.createRound(round, roster: digest))
            Output.line(
                "created round \(id) with \(Output.count(count, "organization")), questionnaire "
                    + "\(reading.digest)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the rounds.")

        @OptionGroup var data: DataOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            let rounds = try data.reader().rounds()
            if json {
                return try Output.json(RoundList(rounds: rounds.map { $0.summary(invited: nil) }))
            }
            let now = Timestamp.now()
            var table = Table(["round", "state", "mode", "opens", "closes"])
            for round in rounds {
                table.add([
                    round.id, round.standing(at: now), round.mode.rawValue,
                    round.opens?.text ?? "-", round.closes?.text ?? "-",
                ])
            }
            Output.line(table.text)
        }
    }
}

/// The modes of a round as they are written on the command line.
enum ModeArgument: String, CaseIterable, ExpressibleByArgument {
    case respondents, joint

    /// The mode that is meant.
    var mode: SurveyProtocol.RoundMode { self == .joint ? .joint : .respondents }
}

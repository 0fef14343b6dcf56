import ArgumentParser
import SurveyProtocol

struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "Decide about the responses that are kept apart.",
        subcommands: [List.self, Accept.self, Reject.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List what waits for a decision, with the reasons.")

        @OptionGroup var data: DataOptions
        @Option(help: "Only of this round.") var round: String?
        @Flag(help: "Also what was decided.") var all = false
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            let reader = try data.reader()
            if let round { _ = try reader.round(round) }
            let entries = try reader.quarantine(round: round, decided: all)
            if json {
                return try Output.json(
                    QuarantineList(entries: entries.map(QuarantineOverview.init)))
            }
            var table = Table(["number", "response", "round", "organization", "arrived", "reason"])
            for entry in entries {
                let response = "\(entry.response.id).\(entry.response.revision)"
                table.add([
                    "\(entry.number)", response, entry.round, entry.organization,
                    entry.received.text, QuarantineOverview(entry).state,
                ])
            }
            Output.line(table.text)
        }
    }

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept",
            abstract: "Let a response count, in place of what speaks against it.")

        @OptionGroup var data: DataOptions
        @Argument(help: "Its number, from `quarantine list`.") var number: Int64
        @Option(help: "Why; for the record.") var reason = ""
        @Flag(
            name: .customLong("beside-others"),
            help: "Let another response of the same respondent count beside it.")
        var keepsOthers = false

        func run() throws {
            let decision = QuarantineDecision(
                number: number, isAccepted: true, reason: reason, keepsOthers: keepsOthers)
            try data.perform(.decide(decision))
            Output.line("number \(number) is accepted and counts")
        }
    }

    struct Reject: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reject", abstract: "Decide that a response does not count; it is kept.")

        @OptionGroup var data: DataOptions
        @Argument(help: "Its number, from `quarantine list`.") var number: Int64
        @Option(help: "Why; the coordinator reads it.") var reason: String

        func run() throws {
            let decision = QuarantineDecision(number: number, isAccepted: false, reason: reason)
            try data.perform(.decide(decision))
            Output.line("number \(number) is rejected; it is kept and does not count")
        }
    }
}

struct ReturnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Give a response back to its coordinator with a reason.",
        discussion: """
            What is stored counts until the correction arrives; it cannot be taken out of the \
            count. Returned again, the new reason replaces the earlier one. Not possible once the \
            round's results are published.
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The response's id, or its number from `quarantine list`.")
    var response: String
    @Option(help: "What is to be corrected; the coordinator reads it.") var reason: String

    func run() throws {
        let reply = try data.perform(.giveBack(response: response, reason: reason))
        Output.line("response \(response) is returned; its correction comes as a new revision")
        if case .returned(let earlier?) = reply {
            Output.note(
                "survey-aggregator: note: it had been returned already: this reason replaces"
                    + " \"\(earlier)\", which the audit log keeps")
        }
    }
}

import ArgumentParser
import MaturityModel

struct QuestionnaireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questionnaire", abstract: "Work with questionnaire files.",
        subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report every fault of a questionnaire, with its line.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The questionnaire, YAML or JSON.") var file: String

        func run() throws {
            let (reading, faults) = try QuestionnaireFile.check(path: file)
            for fault in faults { Output.line(fault.text) }
            guard let reading else {
                throw AggregatorError(
                    .questionnaireInvalid,
                    "\(file) has \(faults.count) \(faults.count == 1 ? "fault" : "faults")",
                    hint: "mend the places named above; questionnaires/README.md has the rules")
            }
            let questionnaire = reading.questionnaire
            Output.line(
                "\(file): \(questionnaire.id) \(questionnaire.version), "
                    + "\(questionnaire.items.count) items in \(questionnaire.nodes.count) nodes, "
                    + "languages \(questionnaire.languages.joined(separator: ", ")), no faults")
            Output.line("\(reading.digest)")
        }
    }
}

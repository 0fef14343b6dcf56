import ArgumentParser
import Foundation
import MaturityModel

struct QuestionnaireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questionnaire", abstract: "Work with questionnaire files.",
        subcommands: [Check.self, Import.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Report every fault of a questionnaire, with its line.")

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

    struct Import: ParsableCommand {
        /// The exit code of work that was done in part.
        private static let partlyDone: Int32 = 3

        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Turn an XLSForm into a questionnaire.",
            discussion: """
                Give one .xlsx file, or .csv files whose names end in survey, choices and \
                settings. Groups become nodes, select_one questions items, lists scales, and \
                the group `background` background questions. What has no equivalent is named, \
                and then the exit code is 3.
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The form: one .xlsx file, or .csv files.") var files: [String]
        @Option(help: "The file to write; standard output when absent.") var output: String?
        @Option(help: "The language of columns that name none.") var language = "en"

        func run() throws {
            let form = FormImport(try XLSForm.read(paths: files), language: language)
            let text = try QuestionnaireText.yaml(form.document)
            if let output {
                try OutputFile.write(text.utf8, to: output)
            } else {
                Output.bytes(Array(text.utf8))
            }
            form.assumptions.forEach { Output.note("assumed: \($0)") }
            form.losses.forEach { Output.note("no equivalent: \($0)") }
            let name = output ?? "the questionnaire"
            let (reading, faults) = try QuestionnaireFile.check(bytes: Array(text.utf8), name: name)
            faults.forEach { Output.note($0.text) }
            guard let reading else {
                throw AggregatorError(
                    .questionnaireInvalid,
                    "\(name) has \(faults.count) \(faults.count == 1 ? "fault" : "faults")",
                    hint: "mend the places named above, or the form, and import it again")
            }
            Output.note(
                "imported \(reading.questionnaire.items.count) items in "
                    + "\(reading.questionnaire.nodes.count) nodes")
            if !form.losses.isEmpty { throw ExitCode(Self.partlyDone) }
        }
    }
}

import Formats
import Foundation
import MaturityModel
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("An XLSForm becomes a questionnaire")
struct FormImportTests {
    private static let forms = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Forms")

    private func path(_ name: String) -> String { Self.forms.appending(path: name).path }

    private func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: path(name))))
    }

    private func questionnaire(_ form: FormImport) throws -> Questionnaire {
        let text = try QuestionnaireText.yaml(form.document)
        let (reading, faults) = try QuestionnaireFile.check(bytes: Array(text.utf8), name: "form")
        return try #require(reading, "\(faults.map(\.text))").questionnaire
    }

    /// A form of the rows of its sheets.
    private func form(survey: [[String]], choices: [[String]]) -> FormImport {
        func sheet(_ name: String, _ rows: [[String]]) -> Sheet {
            Sheet(
                name: name,
                rows: rows.enumerated().map { TableRow(line: $0 + 1, fields: $1) })
        }
        return FormImport(
            XLSForm([sheet("survey", survey), sheet("choices", choices)]), language: "en")
    }

    @Test("groups become nodes, choices scales, and conditions hold for all in their group")
    func workbook() throws {
        let read = try questionnaire(
            FormImport(XLSForm.read(paths: [path("service-check.xlsx")]), language: "en"))
        #expect(read.id == "service-check")
        #expect(read.version == "2026.1")
        #expect(read.languages == ["en", "sv"])
        #expect(
            read.nodes.map(\.id) == [
                "maturity", "services", "work", "work.questions", "work.change",
            ])
        #expect(
            read.items.map(\.id) == [
                "services.exists", "services.feedback", "work.direct", "work.change.a",
                "work.change.b",
            ])
        #expect(read.items[0].required)
        #expect(read.items[0].help?.text(in: "sv") == "Någon alls")
        #expect(read.items[1].options.map(\.value) == [0, 1, 2, nil])
        #expect(read.items[1].options.last?.special == .dontKnow)
        #expect(read.items[1].relevantWhen == .answer(item: "services.exists", codes: ["yes"]))
        let group = Condition.not(.answer(item: "services.exists", codes: ["no"]))
        #expect(read.items[2].relevantWhen == group)
        #expect(
            read.items[3].relevantWhen
                == .and([
                    group,
                    .and([
                        .not(.answer(item: "services.feedback", codes: ["0"])),
                        .answer(item: "services.exists", codes: ["yes"]),
                    ]),
                ]))
        #expect(read.background.map(\.id) == ["role"])
    }

    @Test("the same sheets as CSV files give the same questionnaire")
    func tables() throws {
        let book = try FormImport(
            XLSForm.read(paths: [path("service-check.xlsx")]), language: "en")
        let tables = try FormImport(
            XLSForm.read(paths: ["survey.csv", "choices.csv", "settings.csv"].map(path)),
            language: "en")
        #expect(book.document == tables.document)
        #expect(book.losses == tables.losses)
    }

    @Test("everything without an equivalent is named with its sheet and row")
    func losses() throws {
        let form = try FormImport(
            XLSForm.read(paths: [path("service-check.xlsx")]), language: "en")
        let places = form.losses.map { $0.split(separator: ":").prefix(2).joined(separator: ":") }
        #expect(
            places == [
                "survey:2", "survey:9", "survey:14", "survey:15", "survey:18", "settings:2",
            ])
        #expect(form.losses[1].contains("`integer`"))
        #expect(form.losses[3].contains("services.count"))
        #expect(form.assumptions.count == 2)
    }

    @Test("choices without numbers get values in their order, and that is said")
    func order() throws {
        let form = form(
            survey: [
                ["type", "name", "label"], ["select_one agree", "a", "A"],
                ["select one agree or_other", "b", "B"],
            ],
            choices: [
                ["list name", "name", "label", "image"], ["agree", "low", "Low", "x.png"],
                ["agree", "high", "High"], ["agree", "na", "Not applicable"],
            ])
        let read = try questionnaire(form)
        #expect(read.items.map(\.id) == ["a"])
        #expect(read.items[0].options.map(\.value) == [1, 2, nil])
        #expect(read.items[0].options[2].special == .notApplicable)
        #expect(form.assumptions.count == 2)
        #expect(form.losses.contains { $0.hasPrefix("choices:2:") && $0.contains("`image`") })
        #expect(form.losses.contains { $0.hasPrefix("survey:3:") })
    }

    @Test(
        "a condition that a questionnaire cannot say is named, not guessed",
        arguments: [
            "${a} > 1", "${a} = ''", "count(${a}) = 1", "${b} = '1'", "(${a} = '1'",
            "${a} = '1' or", "${a} = '1' '2'", "not ${a} = '1'", "selected(${a})", "${a", "'1",
            "regex(., 'x')",
        ])
    func conditions(expression: String) {
        #expect(throws: FormCondition.Fault.self) {
            try FormCondition.read(expression, questions: ["a"])
        }
    }

    @Test("a damaged workbook is refused, wherever it is cut or changed")
    func damaged() throws {
        let whole = try bytes("service-check.xlsx")
        #expect(try Spreadsheet.sheets(whole).map(\.name) == ["survey", "choices", "settings"])
        let sheets = try Spreadsheet.sheets(whole)
        for count in stride(from: 0, to: whole.count, by: 97) {
            #expect(throws: SpreadsheetFault.self) {
                try Spreadsheet.sheets(Array(whole[..<count]))
            }
        }
        for place in stride(from: 0, to: whole.count, by: 41) {
            var changed = whole
            changed[place] ^= 0x55
            // A changed byte is noticed, or is one that nothing depends on.
            let found = try? Spreadsheet.sheets(changed)
            #expect(found == nil || found == sheets)
        }
    }

    @Test("an entry that says it is small and is not is not unpacked")
    func bomb() throws {
        let whole = try bytes("service-check.xlsx")
        let archive = try ZipArchive(whole)
        #expect(throws: ZipFault.tooLarge) {
            try archive.content(of: "xl/workbook.xml", bytesMaximum: 10)
        }
        #expect(try archive.content(of: "nowhere", bytesMaximum: 10) == nil)
    }
}

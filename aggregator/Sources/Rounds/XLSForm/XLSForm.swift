import Formats
import Foundation
import MaturityModel

/// A form in the XLSForm standard (xlsform.org): the sheets survey, choices and settings.
struct XLSForm {
    private static let bytesMaximum = 16 * 1_048_576
    private static let sheetNames = ["survey", "choices", "settings"]

    /// The questions and groups.
    let survey: FormRecords
    /// The choices of all lists.
    let choices: FormRecords
    /// What holds for the whole form.
    let settings: FormRecords

    init(_ sheets: [Sheet]) {
        func sheet(_ name: String) -> Sheet? {
            sheets.first { $0.name.lowercased() == name }
        }
        survey = FormRecords(sheet("survey"))
        choices = FormRecords(sheet("choices"))
        settings = FormRecords(sheet("settings"))
    }

    /// The form in one .xlsx file, or in .csv files named after their sheets.
    /// - Throws: `file-unreadable`, `form-invalid`.
    static func read(paths: [String]) throws -> XLSForm {
        var sheets: [Sheet] = []
        for path in paths {
            let bytes = try DurableFile.read(path, bytesMaximum: bytesMaximum)
            do {
                if TableFile.isWorkbook(bytes) {
                    sheets += try Spreadsheet.sheets(bytes)
                } else {
                    let rows = try TableFile.read(bytes).rows.filter { !$0.isEmpty }
                    sheets.append(Sheet(name: try sheetName(path), rows: rows))
                }
            } catch let fault as SpreadsheetFault {
                throw invalid("\(path): \(fault.reason)")
            } catch let fault as TableFault {
                throw invalid("\(path): \(fault.text)")
            }
        }
        let form = XLSForm(sheets)
        guard !form.survey.records.isEmpty else {
            throw invalid("there is no sheet `survey` with rows")
        }
        return form
    }

    /// The sheet that a .csv file is: `survey.csv`, or a name that ends so.
    private static func sheetName(_ path: String) throws -> String {
        let stem = URL(filePath: path).deletingPathExtension().lastPathComponent.lowercased()
        guard let name = sheetNames.first(where: { stem.hasSuffix($0) }) else {
            throw SpreadsheetFault(
                reason: "the name of a .csv file ends in survey, choices or settings, which says "
                    + "which sheet it is")
        }
        return name
    }

    private static func invalid(_ reason: String) -> AggregatorError {
        AggregatorError(
            .formInvalid, "the form cannot be read: \(reason)",
            hint: "give one .xlsx file, or survey.csv, choices.csv and settings.csv")
    }
}

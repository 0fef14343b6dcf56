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
                if bytes.starts(with: [0x50, 0x4B]) {
                    sheets += try Spreadsheet.sheets(bytes)
                } else {
                    sheets.append(Sheet(name: try sheetName(path), rows: try rows(bytes)))
                }
            } catch let fault as SpreadsheetFault {
                throw invalid("\(path): \(fault.reason)")
            } catch let fault as CSVFault {
                throw invalid("\(path):\(fault.line):\(fault.column): \(fault.reason)")
            }
        }
        let form = XLSForm(sheets)
        guard !form.survey.records.isEmpty else {
            throw invalid("there is no sheet `survey` with rows")
        }
        return form
    }

    private static func rows(_ bytes: [UInt8]) throws(CSVFault) -> [Sheet.Row] {
        var reader = try CSVReader(bytes)
        var rows: [Sheet.Row] = []
        while let row = try reader.next() {
            guard row.fields.contains(where: { !$0.isEmpty }) else { continue }
            rows.append(Sheet.Row(number: row.line, cells: row.fields))
        }
        return rows
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

/// A table that a person made with a spreadsheet program or an editor: a file in CSV form, or a
/// sheet of a workbook (.xlsx). What the file is, its first bytes say.
public struct TableFile: Equatable, Sendable {
    /// The sheet that was read; nil of a file in CSV form.
    public let sheet: String?
    /// The rows that hold something.
    ///
    /// Those of a sheet have at least as many fields as the first.
    public let rows: [TableRow]

    /// Reads a file.
    /// - Parameter sheet: the sheet to read of a workbook; by default the first that is shown and
    ///   holds something.
    /// - Throws: what makes the whole file unusable.
    public static func read(
        _ bytes: [UInt8], sheet: String? = nil
    ) throws(TableFault) -> TableFile {
        if isWorkbook(bytes) {
            do throws(SpreadsheetFault) {
                let found = try Spreadsheet(bytes).sheet(sheet)
                return TableFile(sheet: found.name, rows: try filled(found))
            } catch {
                throw .workbook(error)
            }
        }
        guard sheet == nil else {
            throw .workbook(SpreadsheetFault(reason: "it is no workbook and has no sheets"))
        }
        do throws(CSVFault) {
            var reader = try CSVReader(bytes)
            var rows: [TableRow] = []
            while let row = try reader.next() { rows.append(row) }
            return TableFile(sheet: nil, rows: rows)
        } catch {
            throw .text(error)
        }
    }

    /// The rows in CSV form on lines with their numbers, for a page where they are corrected.
    public var csv: String {
        var text: [UInt8] = []
        var line = 1
        for row in rows {
            // Empty lines are skipped by whoever reads it, and counted.
            for _ in line..<max(line, row.line) { text += [0x0D, 0x0A] }
            CSVText.append(row: row.fields, to: &text)
            line = max(line, row.line) + 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether bytes begin as a ZIP file does, or as a workbook of the old kind.
    public static func isWorkbook(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    private static func filled(_ sheet: Sheet) throws(SpreadsheetFault) -> [TableRow] {
        let count = sheet.rows.first?.fields.count ?? 0
        guard count * sheet.rows.count <= SheetCells.cellsMaximum else {
            throw SpreadsheetFault(
                reason: "its sheet `\(sheet.name)` has more than \(SheetCells.cellsMaximum) cells")
        }
        return sheet.rows.map { row in
            let missing = max(0, count - row.fields.count)
            return TableRow(
                line: row.line, fields: row.fields + Array(repeating: "", count: missing))
        }
    }
}

/// Why a table cannot be read at all.
public enum TableFault: Error, Equatable, Sendable {
    /// A file in CSV form, at a place.
    case text(CSVFault)
    /// A workbook.
    case workbook(SpreadsheetFault)

    /// What is wrong, with the place where there is one: `line 3, column 5: …`.
    public var text: String {
        switch self {
        case .text(let fault): "line \(fault.line), column \(fault.column): \(fault.reason)"
        case .workbook(let fault): fault.reason
        }
    }
}

/// The cells of a sheet, as its XML tells them.
final class SheetCells: XMLListener {
    /// Columns in which something may stand.
    static let columnsMaximum = 1_000
    /// The last row that a sheet can have.
    static let rowsMaximum = 1_048_576
    /// Cells of a sheet, with the empty ones before the last filled one of each row.
    static let cellsMaximum = 5_000_000

    private let texts: [String]
    private var rows: [TableRow] = []
    private var number = 0
    private var cells: [String] = []
    private var cellsCount = 0
    private var place = -1
    private var kind = "n"
    private var value = ""
    private var isInValue = false
    private var isInHint = false
    private var hasFormula = false
    private var hasValue = false
    /// What is wrong, as a clause about the sheet.
    private(set) var fault: String?

    /// The cells of a sheet of a workbook with these shared texts.
    init(_ texts: [String]) {
        self.texts = texts
    }

    var isFull: Bool { fault != nil }

    /// The rows, once the document has ended.
    func finished() -> [TableRow] { rows }

    func begin(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "row":
            beginRow(attributes["r"])
        case "c":
            beginCell(attributes["r"])
            kind = attributes["t"] ?? "n"
            value = ""
            (hasFormula, hasValue) = (false, false)
        case "f": hasFormula = true
        case "v", "t":
            isInValue = !isInHint
            hasValue = true
        // Hints on pronunciation are no part of the text.
        case "rPh": isInHint = true
        default: break
        }
    }

    /// Rows come in their order: one that does not could hide another, or be a billion lines off.
    private func beginRow(_ reference: String?) {
        let stated = reference.map { Int($0) ?? 0 } ?? number + 1
        guard stated > number, stated <= Self.rowsMaximum else {
            fault = fault ?? "has row `\((reference ?? "").prefix(20))` after row \(number)"
            return
        }
        number = stated
        place = -1
    }

    /// Cells come in the order of their columns, each in the row that it names.
    private func beginCell(_ reference: String?) {
        guard let reference else {
            place += 1
            return
        }
        let letters = reference.prefix { $0.isASCII && $0.isLetter }
        guard let column = Self.column(letters.uppercased()), column > place,
            reference.dropFirst(letters.count) == "\(number)"
        else {
            let named = reference.prefix(20)
            fault = fault ?? "has a cell `\(named)` out of its place in row \(number)"
            return
        }
        place = column
    }

    func text(_ text: String) {
        if isInValue { value += text }
    }

    func end(_ name: String) {
        switch name {
        case "v", "t": isInValue = false
        case "rPh": isInHint = false
        case "c":
            if hasFormula, !hasValue {
                fault =
                    fault ?? "has a formula without its result in row \(number); open the file in"
                    + " a spreadsheet program and save it"
            }
            keep(shown)
        case "row":
            if !cells.isEmpty { rows.append(TableRow(line: number, fields: cells)) }
            cells = []
        default: break
        }
    }

    private func keep(_ text: String) {
        guard !text.isEmpty else { return }
        guard place < Self.columnsMaximum else {
            fault = "has something right of column \(Self.columnsMaximum) in row \(number)"
            return
        }
        cellsCount += max(0, place + 1 - cells.count)
        guard cellsCount <= Self.cellsMaximum else {
            fault = "has more than \(Self.cellsMaximum) cells"
            return
        }
        while cells.count <= place { cells.append("") }
        cells[place] = text
    }

    /// The cell's text. One that shows an error says so: as empty it would seem not answered.
    private var shown: String {
        switch kind {
        case "s": sharedText
        case "b": value.isEmpty ? "" : value == "1" || value == "true" ? "TRUE" : "FALSE"
        case "n": Self.number(value)
        default: EscapedText.decoded(value)
        }
    }

    private var sharedText: String {
        let written = value.filter { $0 != " " }
        guard !written.isEmpty else { return "" }
        guard let index = Int(written), texts.indices.contains(index) else {
            fault = fault ?? "refers in row \(number) to a text that the file does not have"
            return ""
        }
        return texts[index]
    }

    /// A number as people write it: without a fraction where there is none. What a double cannot
    /// hold to the last digit stays as it is written, so that two labels do not become one.
    private static func number(_ text: String) -> String {
        let written = text.filter { $0 != " " }
        let isDecimal = written.utf8.allSatisfy { byte in
            byte >= 0x30 && byte <= 0x39 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        }
        guard isDecimal, let number = Double(written), abs(number) < 9_007_199_254_740_992 else {
            return written
        }
        return Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    /// Letters that name a column at most; a sheet ends at `XFD`.
    private static let lettersMaximum = 3

    /// The column that letters such as `AB` name, from 0.
    private static func column(_ letters: String) -> Int? {
        guard letters.utf8.count <= lettersMaximum else { return nil }
        var column = 0
        for byte in letters.utf8 {
            guard byte >= 0x41, byte <= 0x5A else { return nil }
            column = column * 26 + Int(byte) - 0x40
        }
        return column > 0 ? column - 1 : nil
    }
}

/// The cells of a sheet, as its XML tells them.
final class SheetCells: XMLListener {
    /// Columns in which something may stand.
    static let columnsMaximum = 1_000
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
            number = attributes["r"].flatMap { Int($0) } ?? number + 1
            place = -1
        case "c":
            place = attributes["r"].flatMap(Self.column) ?? place + 1
            kind = attributes["t"] ?? "n"
            value = ""
        case "v", "t": isInValue = !isInHint
        // Hints on pronunciation are no part of the text.
        case "rPh": isInHint = true
        default: break
        }
    }

    func text(_ text: String) {
        if isInValue { value += text }
    }

    func end(_ name: String) {
        switch name {
        case "v", "t": isInValue = false
        case "rPh": isInHint = false
        case "c": keep(shown)
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
        case "s": Int(value).flatMap { texts.indices.contains($0) ? texts[$0] : nil } ?? ""
        case "b": value == "1" ? "TRUE" : "FALSE"
        case "n": Double(value).map(Self.number) ?? value
        default: value
        }
    }

    /// A number as people write it: without a fraction where there is none.
    private static func number(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    /// The column of a reference such as `AB12`, from 0; the first forbidden one beyond the limit.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard byte >= 0x41, byte <= 0x5A else { break }
            column = min(column * 26 + Int(byte) - 0x40, columnsMaximum + 1)
        }
        return column > 0 ? column - 1 : nil
    }
}

import Formats
import MaturityModel
import SurveyProtocol

/// The header of an answers file and how its rows are read.
///
/// `respondent`, `unit`, background questions and items may stand in any order and may be absent;
/// a column that is none of these is a fault, since its answers would silently be lost.
struct AnswerSheet {
    /// What a column holds.
    enum Column: Hashable {
        case respondent
        case unit
        case background(Int)
        case item(Int)

        /// Whether its cells are codes of options.
        var hasCodes: Bool { self != .respondent && self != .unit }
    }

    /// A row as it was read; it can go in when nothing is wrong with it.
    struct Row: Hashable {
        let line: Int
        /// The respondent's label; empty for a nameless one.
        let respondent: String
        let answers: AnswerSet
    }

    let questionnaire: Questionnaire
    /// The columns in the order of the file.
    let columns: [Column]
    private let names: [String]
    /// For each column the codes it takes, in their order and by name.
    private let codes: [(list: [String], index: [String: Int])]

    /// The sheet that a header describes.
    init(header: TableRow, of questionnaire: Questionnaire) throws(CollectFault) {
        self.questionnaire = questionnaire
        let known = Self.columns(of: questionnaire)
        var columns: [Column] = []
        // Spreadsheet programs write empty columns after the last one that was ever touched.
        let titles = header.fields.map { $0.trimmed }
        names = Array(titles[..<((titles.lastIndex { !$0.isEmpty } ?? -1) + 1)])
        for name in names {
            guard let column = known[name] else {
                throw Self.unknown(name, known: Array(known.keys))
            }
            guard !columns.contains(column) else {
                throw CollectFault(
                    "column-repeated", "the header has the column `\(name)` twice",
                    hint: "keep one of them and import again; nothing was imported")
            }
            columns.append(column)
        }
        guard columns.contains(where: { if case .item = $0 { true } else { false } }) else {
            throw CollectFault(
                "no-items", "the header names no item of the questionnaire",
                hint: "the first line must hold the ids, such as"
                    + " `respondent,unit,\(questionnaire.items.first?.id ?? "")`")
        }
        self.columns = columns
        codes = columns.map { column in
            let list = Self.codes(of: column, in: questionnaire)
            let pairs = list.enumerated().map { ($1, $0) }
            return (list, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// What the row says and everything that is wrong with it; nil for a row of empty cells.
    ///
    /// - Parameter faultsMaximum: how many reasons are listed; the others are counted.
    func read(_ row: TableRow, faultsMaximum: Int) -> (row: Row, faults: RowFaults)? {
        let cells = row.fields.map(\.trimmed)
        if cells.allSatisfy(\.isEmpty) { return nil }
        var faults = RowFaults(listedMaximum: faultsMaximum)
        var answers = AnswerSet(of: questionnaire)
        if let fault = lengthFault(cells, row.line) {
            // Which cell belongs to which column is anybody's guess then.
            faults.add(fault)
            return (Row(line: row.line, respondent: "", answers: answers), faults)
        }
        var respondent = ""
        var unread: Set<Column> = []
        for (index, column) in columns.enumerated() where !cells[index].isEmpty {
            let cell = cells[index]
            let chosen = codes[index].index[cell]
            switch column {
            case .respondent:
                respondent = cell
                if let reason = Self.fault(ofLabel: cell) {
                    faults.add(RowFault(line: row.line, column: names[index], reason: reason))
                }
            case .unit:
                answers.unit = cell
                if let reason = Self.fault(ofUnit: cell) {
                    faults.add(RowFault(line: row.line, column: names[index], reason: reason))
                }
            case .background(let question): answers.background[question] = chosen
            case .item(let item): answers.items[item] = chosen
            }
            if chosen == nil, column.hasCodes {
                unread.insert(column)
                faults.add(codeFault(cell, index, row.line))
            }
        }
        for item in missing(in: answers, unread: unread) {
            faults.add(
                RowFault(
                    line: row.line, column: questionnaire.items[item].id,
                    reason: "an answer is required"))
        }
        return (Row(line: row.line, respondent: respondent, answers: answers), faults)
    }

    /// The required items without an answer, as far as that is certain.
    private func missing(in answers: AnswerSet, unread: Set<Column>) -> [Int] {
        questionnaire.missingRequired(in: answers.row).filter { item in
            // What a cell was to say may decide whether another question is asked at all.
            unread.isEmpty
                || !unread.contains(.item(item)) && questionnaire.items[item].relevantWhen == nil
        }
    }

    private func lengthFault(_ cells: [String], _ line: Int) -> RowFault? {
        let extra = cells.dropFirst(columns.count).contains { !$0.isEmpty }
        guard cells.count < columns.count || extra else { return nil }
        // Where the row ends too early, or where what has no column begins.
        return RowFault(
            line: line, column: extra ? "\(columns.count + 1)" : names[cells.count],
            reason: "the row has \(cells.count) cells, the header \(columns.count)")
    }

    private static func columns(of questionnaire: Questionnaire) -> [String: Column] {
        var known: [String: Column] = ["respondent": .respondent, "unit": .unit]
        for (index, question) in questionnaire.background.enumerated() {
            known[question.id] = .background(index)
        }
        for (index, item) in questionnaire.items.enumerated() { known[item.id] = .item(index) }
        return known
    }

    private static func unknown(_ name: String, known: [String]) -> CollectFault {
        let shown = String(name.prefix(64))
        let nearest = Suggestion.nearest(to: name, among: known)
        return CollectFault(
            "column-unknown", "the questionnaire has nothing for the column `\(shown)`",
            hint: nearest.map { "did you mean `\($0)`? Nothing was imported" }
                ?? "remove the column or correct its name; nothing was imported")
    }

    private static func fault(ofUnit cell: String) -> String? {
        guard !UnitName.isValid(cell) else { return nil }
        return "a unit's name is one line of at most \(Limits.unitBytesMaximum) bytes"
            + " without control characters"
    }

    private static func fault(ofLabel cell: String) -> String? {
        HiddenCharacter.first(in: cell, isOneLine: true).map {
            "the label has the control character \($0)"
        }
    }

    private func codeFault(_ cell: String, _ column: Int, _ line: Int) -> RowFault {
        RowFault(
            line: line, column: names[column],
            reason: "the cell is none of the codes " + codes[column].list.joined(separator: ", "),
            suggestion: suggestion(for: cell, column))
    }

    /// The code whose label the cell is, in any language, or else the nearest code or label's.
    private func suggestion(for cell: String, _ column: Int) -> String? {
        var meanings: [String: String] = [:]
        for (code, label) in Self.labels(of: columns[column], in: questionnaire) {
            for text in label.texts.values { meanings[text.lowercased()] = code }
            meanings[code.lowercased()] = code
        }
        let nearest = Suggestion.nearest(to: cell.lowercased(), among: Array(meanings.keys))
        return nearest.flatMap { meanings[$0] }
    }

    private static func labels(
        of column: Column, in questionnaire: Questionnaire
    ) -> [(code: String, label: LocalizedText)] {
        switch column {
        case .respondent, .unit: []
        case .background(let index):
            questionnaire.background[index].options.map { ($0.code, $0.label) }
        case .item(let index): questionnaire.items[index].options.map { ($0.code, $0.label) }
        }
    }

    private static func codes(of column: Column, in questionnaire: Questionnaire) -> [String] {
        switch column {
        case .respondent, .unit: []
        case .background(let index): questionnaire.background[index].options.map(\.code)
        case .item(let index): questionnaire.items[index].options.map(\.code)
        }
    }
}

extension String {
    /// The text without spaces around it.
    var trimmed: String {
        let isSpace: (UInt8?) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        guard isSpace(utf8.first) || isSpace(utf8.last) else { return self }
        let start = utf8.drop { isSpace($0) }
        let count = start.reversed().drop { isSpace($0) }.count
        return String(decoding: start.prefix(count), as: UTF8.self)
    }
}

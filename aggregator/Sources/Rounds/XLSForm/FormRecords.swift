import Formats

/// A sheet of a form by the names of its columns.
struct FormRecords {
    /// A row.
    struct Record {
        /// The row's number in its sheet.
        let number: Int
        fileprivate let texts: [Column: String]

        /// The text of a column without language; empty when there is none.
        func text(_ name: String) -> String { texts[Column(name: name, language: nil)] ?? "" }

        /// The texts of a column by language; nil stands for the column without language.
        func texts(_ name: String) -> [String?: String] {
            var found: [String?: String] = [:]
            for (column, text) in texts where column.name == name && !text.isEmpty {
                found[column.language] = text
            }
            return found
        }

        /// The columns in which the row holds something, in a fixed order.
        var filled: [String] {
            Set(texts.filter { !$0.value.isEmpty }.map(\.key.name)).sorted()
        }
    }

    fileprivate struct Column: Hashable {
        let name: String
        let language: String?
    }

    /// The languages of the sheet's `label` columns, in their order; nil for one without.
    let languages: [String?]
    /// The rows.
    let records: [Record]

    /// The rows of a sheet below its header; none when the sheet is missing or empty.
    init(_ sheet: Sheet?) {
        guard let header = sheet?.rows.first else {
            languages = []
            records = []
            return
        }
        let columns = header.fields.map(Self.column)
        languages = columns.filter { $0.name == "label" }.map(\.language)
        records = (sheet?.rows ?? []).dropFirst().map { row in
            var texts: [Column: String] = [:]
            for (column, cell) in zip(columns, row.fields) where !column.name.isEmpty {
                let text = cell.trimmed
                if !text.isEmpty { texts[column] = text }
            }
            return Record(number: row.line, texts: texts)
        }
    }

    /// `label::Svenska (sv)` is the column `label` in the language `sv`.
    private static func column(_ title: String) -> Column {
        let parts = title.split(separator: ":", omittingEmptySubsequences: true).map {
            String($0).trimmed
        }
        let name = (parts.first ?? "").lowercased().replacing(" ", with: "_")
        guard parts.count > 1, let last = parts.last else {
            return Column(name: name, language: nil)
        }
        return Column(
            name: parts.count > 2 ? name + "::" + parts[1].lowercased() : name,
            language: language(last))
    }

    /// The code in the brackets at the end of a language's name, else the name itself.
    static func language(_ name: String) -> String {
        if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
            let code = String(name[name.index(after: open)...].dropLast()).trimmed
            if !code.isEmpty { return code }
        }
        return name.lowercased().replacing(" ", with: "-")
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        let front = drop { $0.isWhitespace }
        return String(front.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// What `import` says.
enum ImportText {
    static func summary(_ report: ImportReport) -> String {
        let rows = report.refused == 1 ? "row" : "rows"
        return (report.dryRun ? "would import " : "imported ")
            + "\(report.new) new, \(report.changed) changed, \(report.unchanged) unchanged,"
            + " \(report.refused) \(rows) refused"
    }

    /// Responses that differ from their rows on purpose.
    static func corrected(_ count: Int) -> String {
        let what =
            count == 1
            ? "1 response was corrected here since its row was imported, and stays as it is"
            : "\(count) responses were corrected here since their rows were imported, and stay"
        return "\(what); to import such a row after all, change it in the file"
    }

    static func error(_ fault: RowFault, file: String, sheet: String? = nil) -> String {
        let line = sheet.map { "sheet \($0), row" } ?? "line"
        let column = fault.column.isEmpty ? "" : ", column \(fault.column)"
        let meant = fault.suggestion.map { "; did you mean `\($0)`?" } ?? ""
        return "\(file): \(line) \(fault.line)\(column): \(fault.reason)\(meant)"
    }

    /// Not a single row could be taken.
    static func nothingTaken(_ refused: Int) -> CollectFault {
        CollectFault(
            "nothing-imported",
            refused == 1 ? "the only row was refused" : "all \(refused) rows were refused",
            hint: "correct what the lines above name, then import the file again")
    }

    static func closed(_ round: String) -> String {
        "survey-agent: note: the round \(round) is closed; the centre will hold new responses"
            + " for a decision"
    }
}

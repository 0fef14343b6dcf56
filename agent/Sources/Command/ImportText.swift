import Pages

/// What `import` says.
enum ImportText {
    static func summary(_ report: ImportReport) -> String {
        let rows = report.refused == 1 ? "row" : "rows"
        return (report.dryRun ? "would import " : "imported ")
            + "\(report.new) new, \(report.changed) changed, \(report.unchanged) unchanged,"
            + " \(report.refused) \(rows) refused"
    }

    /// A file with a header alone.
    static func noRows(_ file: String) -> String {
        "survey-agent: note: \(file) has no rows after its header, so there was nothing to import"
    }

    /// Responses that differ from their rows on purpose.
    static func corrected(_ count: Int) -> String {
        let what =
            count == 1
            ? "1 response was corrected here since its row was imported, and stays as it is"
            : "\(count) responses were corrected here since their rows were imported, and stay"
        return "\(what); to import such a row after all, change it in the file"
    }

    /// New rows that nothing tells from rows that were imported before.
    static func maybeTwice(_ report: ImportReport) -> String {
        let count = report.maybeTwice
        let what = count == 1 ? "1 new row has" : "\(count) new rows have"
        let ones = count == 1 ? "one" : "ones"
        let advice =
            report.dryRun
            ? "correct such a response in the form (`survey-agent open`) and not in the file"
            : "tell the central team if that is so; next time look with --dry-run first, and"
                + " correct such a response in the form (`survey-agent open`)"
        return "survey-agent: note: \(what) no label in the column respondent, or a new label with"
            + " the very answers of \(ones) without it, and responses were imported before that"
            + " are not in this file; a person whose row was only changed or labeled since then, or"
            + " came from a file of another name,"
            + " \(report.dryRun ? "would count" : "counts") twice; \(advice)"
    }

    static func error(_ fault: RowFault, file: String, sheet: String? = nil) -> String {
        let line = sheet.map { "sheet \($0), row" } ?? "line"
        let column = fault.column.isEmpty ? "" : ", column \(fault.column)"
        let meant = fault.suggestion.map { "; did you mean `\($0)`?" } ?? ""
        return "\(file): \(line) \(fault.line)\(column): \(fault.reason)\(meant)"
    }

    /// Reasons beyond the limit.
    static func unlisted(_ count: Int) -> String {
        "survey-agent: note: \(count) more \(count == 1 ? "fault is" : "faults are") not listed;"
            + " correct these, then try again with --dry-run"
    }

    /// Answers that are kept and do not count.
    static func irrelevant(_ answers: IrrelevantAnswers, sheet: String? = nil) -> String {
        let line = sheet == nil ? "line" : "row"
        let named = answers.first.map {
            "\(line) \($0.line) (\($0.columns.joined(separator: ", ")))"
        }
        let more = answers.rows - answers.first.count
        let rows = answers.rows == 1 ? "1 row answers" : "\(answers.rows) rows answer"
        return "survey-agent: note: \(rows) questions that other answers of the same row rule out:"
            + " \(named.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "");"
            + " these answers are kept and do not count in results"
    }

    /// Not a single row could be taken.
    static func nothingTaken(_ refused: Int) -> CollectFault {
        CollectFault(
            "nothing-imported",
            refused == 1 ? "the only row was refused" : "all \(refused) rows were refused",
            hint: "correct what the lines above name, then import the file again")
    }

    /// The round closes soon, or should have been closed already.
    static func closing(_ closing: ClosingTime, _ round: String) -> String {
        let time = LocalTime.text(closing.utc)
        guard closing.isPassed else {
            return "survey-agent: note: round \(round) closes \(time),"
                + " \(ClosingWords.distance(closing, .english))"
        }
        return "survey-agent: note: the closing time of round \(round), \(time), has passed;"
            + " responses are kept and sent, but the central team may have to decide whether they"
            + " count"
    }

    static func closed(_ round: String) -> String {
        "survey-agent: note: the round \(round) is closed; the centre will hold new responses"
            + " for a decision"
    }
}

/// What `export` and `accept` say.
enum HandOverText {
    static func nothing(_ round: String) -> String {
        "survey-agent: note: nothing of round \(round) waits; no file was written"
    }

    static func lines(_ written: HandOverWriter.File, file: String) -> [String] {
        var lines = [
            "wrote \(StatusWords.sealed(written.content)) to \(file); they wait here until"
                + " `survey-agent accept` takes the answer"
        ]
        if written.left > 0 { lines.append("\(written.left) more did not fit; export again then") }
        return lines
    }

    static func lines(_ outcome: HandOverReader.Outcome) -> [String] {
        var lines = SyncText.lines(outcome.summary)
        if outcome.summary.sent == 0 { lines = ["\(outcome.summary.waiting) waiting"] }
        if outcome.known > 0 { lines.append("\(SyncText.were(outcome.known)) settled here before") }
        if outcome.elsewhere > 0 {
            lines.append(
                "\(outcome.elsewhere) \(outcome.elsewhere == 1 ? "is" : "are") not on this computer"
            )
        }
        return lines
    }
}

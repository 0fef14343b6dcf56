/// What `sync` says.
enum SyncText {
    static func lines(_ summary: SyncSummary) -> [String] {
        let news = news(summary)
        guard summary.sent > 0 else { return ["nothing sent, \(summary.waiting) waiting"] + news }
        var parts = ["\(summary.accepted) accepted"]
        if summary.duplicate > 0 { parts.append("\(summary.duplicate) there before") }
        if summary.superseded > 0 { parts.append("\(summary.superseded) older than the stored") }
        if summary.quarantined > 0 {
            parts.append("\(summary.quarantined) held at the centre for a decision")
        }
        if summary.refused > 0 { parts.append("\(summary.refused) refused") }
        var lines = [
            "sent \(summary.sent): \(parts.joined(separator: ", ")); \(summary.waiting) waiting"
        ]
        if summary.refused + summary.quarantined > 0, news.isEmpty {
            lines.append("see `survey-agent status` for the reasons")
        }
        return lines + news
    }

    /// `1 was`, `2 were`, with what they are between.
    static func were(_ count: Int, _ what: String = "") -> String {
        "\(count) \(what.isEmpty ? "" : "\(what) ")\(count == 1 ? "was" : "were")"
    }

    /// What the centre decided or lost since the last sync.
    private static func news(_ summary: SyncSummary) -> [String] {
        var lines: [String] = []
        if summary.missing > 0 {
            lines.append("the centre lacked \(summary.missing) that it had before; sent again")
        }
        if summary.released > 0 {
            lines.append("\(were(summary.released, "held at the centre")) accepted there")
        }
        if summary.rejected > 0 {
            lines.append("\(were(summary.rejected, "held at the centre")) rejected there")
        }
        if summary.returned > 0 {
            lines.append("\(were(summary.returned)) given back to be corrected")
        }
        if summary.altered > 0 {
            lines.append(
                "\(summary.altered) \(summary.altered == 1 ? "is" : "are") not what was sealed"
                    + " here: set aside and not sent; import or fill in again")
        }
        if summary.returned + summary.rejected + summary.altered > 0 {
            lines.append("see `survey-agent status` for the reasons")
        }
        return lines
    }

    static func skipped(_ round: String, _ fault: TransportFault) -> String {
        "survey-agent: note: round \(round) was left out: \(fault.reason)"
    }

    static func progress(_ step: SyncProgress, sent: Int, of total: Int) -> String {
        switch step {
        case .greeted: "the centre answers"
        case .fetched(let round): "fetched round \(round)"
        case .loaded, .sent: "sent \(sent) of \(total)"
        case .waiting(let seconds, let fault, _):
            "next try in \(ContactText.time(seconds)): \(fault.reason)"
        }
    }

    static let watching = "survey-agent: note: watching; SIGTERM or Control-C ends it"
}

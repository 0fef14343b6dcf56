/// What `reconcile` says.
enum ReconcileText {
    static func lines(_ report: ReconcileReport) -> [String] {
        var lines: [String] = []
        if report.missing > 0 {
            lines.append(
                "the centre lacked \(report.missing), which \(report.missing == 1 ? "was" : "were")"
                    + " sent again")
        }
        let count = StatusWords.sealed(
            SealedCount(responses: report.responses, revisions: report.stored))
        if report.isComplete, report.stored + report.matters.count == 0 {
            lines.append("round \(report.round): nothing on this computer to ask the centre about")
        } else if report.isComplete {
            lines.append("everything of round \(report.round) is at the centre: \(count) stored")
        } else if report.asked == 0 {
            let before = report.stored > 0 ? "; \(count) had its receipt before" : ""
            lines.append("round \(report.round): the centre was not asked\(before):")
        } else {
            lines.append(
                "round \(report.round): \(count) stored at the centre, but not everything:")
        }
        if report.unanswered > 0 {
            lines.append("  the centre did not answer about \(report.unanswered); run it again")
        }
        for matter in report.matters {
            let reason = matter.problem.map { ": \(StatusText.reason($0))" } ?? ""
            lines.append("  \(words(matter.state)): \(matter.response)\(reason)")
        }
        return lines
    }

    private static func words(_ state: String) -> String {
        switch state {
        case "waiting": "not sent yet"
        case "held": "at the centre, a person decides"
        case "returned": "given back to be corrected"
        case "damaged": "altered on this computer (folder quarantine)"
        default: "does not count"
        }
    }
}

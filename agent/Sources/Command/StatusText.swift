import SurveyProtocol

/// What `status` says.
enum StatusText {
    /// Single responses that are named; the rest is only counted.
    private static let mattersMaximum = 10

    static func lines(_ report: StatusReport) -> [String] {
        guard report.enrolled else {
            return ["not enrolled; run `survey-agent enroll` with the code from the central team"]
        }
        var lines = [
            "organization: \(organization(report)) (\(report.group ?? ""))",
            "server: \(report.address ?? ""), proxy: \(report.proxy)",
            "last sync: \(report.lastSync ?? "never"), last contact:"
                + " \(report.lastContact ?? "never")",
        ]
        if let seconds = report.clockDifferenceSeconds, abs(seconds) >= 60 {
            let side = seconds > 0 ? "ahead of" : "behind"
            lines.append("note: this computer's clock is \(abs(seconds)) s \(side) the centre's")
        }
        if let failure = report.lastFailure {
            lines.append("last failure: \(failure), \(report.lastReason ?? "unknown")")
        }
        if let next = report.nextTry { lines.append("next try: \(next)") }
        for round in report.rounds where round.state != .archived {
            let state = round.state?.rawValue ?? "not known here"
            lines.append("round \(round.round) (\(state)): \(counts(round.counts))")
        }
        for round in report.rounds where round.state == .archived {
            let kept = round.counts.acknowledged
            lines.append(
                "round \(round.round) (archived): over, nothing is left to do"
                    + (kept > 0 ? "; \(kept) kept here, see `survey-agent clean`" : ""))
        }
        if report.rounds.isEmpty { lines.append(RoundsText.none) }
        let shown = report.matters.prefix(mattersMaximum)
        lines += shown.map(matter)
        let more = report.matters.count - mattersMaximum
        if more > 0 { lines.append("… and \(more) more; see `survey-agent status --json`") }
        if shown.contains(where: { $0.state == SpoolState.returned.rawValue }) {
            lines.append(correctReturned)
        }
        return lines
    }

    private static let correctReturned =
        "hint: correct what was returned in the form (`survey-agent open`), or with `survey-agent"
        + " fill ROUND --respondent LABEL` and its label; who answered with a link of their own"
        + " corrects it there. The correction is sent as a new revision"

    private static func organization(_ report: StatusReport) -> String {
        let id = report.organization ?? ""
        return report.organizationName.map { $0 == id ? id : "\($0), \(id)" } ?? id
    }

    private static func counts(_ counts: StatusReport.Counts) -> String {
        var parts = [
            "\(counts.drafts) \(counts.drafts == 1 ? "draft" : "drafts")",
            "\(counts.waiting) waiting", "\(counts.acknowledged) acknowledged",
            "\(counts.returned) returned", "\(counts.refused) refused",
        ]
        if counts.held > 0 { parts.append("\(counts.held) held at the centre for a decision") }
        if counts.quarantine > 0 {
            parts.append("\(counts.quarantine) damaged here (folder quarantine)")
        }
        return parts.joined(separator: ", ")
    }

    private static func matter(_ matter: StatusReport.Matter) -> String {
        let from = matter.from.map { " (\($0))" } ?? ""
        let what = "  \(matter.state): \(matter.id) revision \(matter.revision)\(from)"
        guard let problem = matter.problem else { return what }
        return "\(what): \(reason(problem))"
    }

    /// A problem in one sentence; of a returned or rejected response in the centre's own words.
    static func reason(_ problem: ReportedProblem) -> String {
        let isDecided = [
            ProblemCode.responseReturned.rawValue, ProblemCode.responseRejected.rawValue,
        ].contains(problem.code)
        guard isDecided, !problem.detail.isEmpty else { return "\(problem.title) \(problem.hint)" }
        let hint = problem.code == ProblemCode.responseRejected.rawValue ? ". \(problem.hint)" : ""
        return "\(problem.title) Reason: \(problem.detail.plainLine)\(hint)"
    }
}

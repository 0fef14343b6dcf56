@testable import SurveyAgent

/// Counts what happened in simulations, by name.
final class Tally {
    private(set) var counts: [String: Int] = [:]

    /// Counts one happening, if there was one.
    func count(_ name: String?) {
        if let name { counts[name, default: 0] += 1 }
    }

    /// Counts what a sync came to.
    func count(_ outcome: SyncRun.Outcome) {
        let summary = outcome.summary
        let numbers = [
            "accepted": summary.accepted, "duplicate": summary.duplicate,
            "superseded": summary.superseded, "quarantined": summary.quarantined,
            "rejected": summary.rejected, "released": summary.released,
            "returned": summary.returned, "missing": summary.missing,
        ]
        for (name, number) in numbers { counts[name, default: 0] += number }
        count(outcome.shortcoming?.code)
    }
}

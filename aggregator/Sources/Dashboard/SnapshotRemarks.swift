import Pages

/// What is said about a snapshot that something came after.
extension DashboardCall {
    /// A warning when responses or a roster came after a snapshot; nothing when it is of today.
    func staleness(_ standing: SnapshotStanding?, of number: Int) -> HTML {
        guard let standing else { return .empty }
        guard !standing.isCurrent else { return earliness(standing, of: number) }
        return Notice(
            .warning,
            title: say(
                "Sammanställning \(number) visar inte hur det är nu. Gör en ny.",
                "Snapshot \(number) does not show how it is now. Make a new snapshot."),
            language: language
        ) {
            tag("ul") {
                if standing.isBeforeClosing {
                    tag("li") {
                        say(
                            "Den gjordes innan mätningen stängdes.",
                            "It was made before the round was closed.")
                    }
                }
                if standing.hasLaterResponses {
                    tag("li") {
                        say(
                            "Svar har kommit in eller godkänts efter den.",
                            "Responses came in or were accepted after it.")
                    }
                }
                if standing.hasOtherRoster {
                    tag("li") {
                        say(
                            "Organisationslistan har rättats efter den.",
                            "The roster was corrected after it.")
                    }
                }
            }
        }.html
    }

    /// A warning of its own for a snapshot of a round that was still open.
    private func earliness(_ standing: SnapshotStanding, of number: Int) -> HTML {
        guard standing.isBeforeClosing else { return .empty }
        return Notice(
            .warning,
            title: say(
                "Sammanställning \(number) gjordes innan mätningen stängdes.",
                "Snapshot \(number) was made before the round was closed."), language: language
        ) {
            tag("p") {
                say(
                    "Inget svar har räknats sedan dess, så en ny skulle visa detsamma.",
                    "No response has counted since, so another one would show the same.")
            }
        }.html
    }
}

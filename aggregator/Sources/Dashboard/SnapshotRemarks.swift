import Pages

/// What is said about a snapshot that something came after.
extension DashboardCall {
    /// A warning when responses or a roster came after a snapshot; nothing when it is of today.
    func staleness(_ standing: SnapshotStanding?, of number: Int) -> HTML {
        guard let standing, !standing.isCurrent else { return .empty }
        return Notice(
            .warning,
            title: say(
                "Sammanställning \(number) visar inte hur det är nu. Gör en ny.",
                "Snapshot \(number) does not show how it is now. Make a new snapshot."),
            language: language
        ) {
            tag("ul") {
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
}

import Pages
import SurveyProtocol

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

    /// A warning that a round still takes responses; nothing when it does not.
    func openness(_ round: RoundOverview) -> HTML {
        guard round.state == .open else { return .empty }
        return Notice(
            .warning,
            title: say("Mätningen är fortfarande öppen.", "The round is still open."),
            language: language
        ) {
            tag("p") {
                say(
                    "Svar som kommer in efter sammanställningen är inte med i den, och resultatet"
                        + " visas först när mätningen är stängd och publicerad. Vanligtvis stänger"
                        + " man först och gör en ny sammanställning. Det som publiceras går inte"
                        + " att ta tillbaka: en senare sammanställning hamnar bredvid.",
                    "Responses that come in after the snapshot are not in it, and its results are"
                        + " shown only once the round is closed and published. Usually one closes"
                        + " first, and makes a new snapshot. Publishing is for good: a later"
                        + " snapshot stands beside this one.")
            }
        }.html
    }
}

import Pages
import SurveyProtocol

/// A step of a round's life that a person can take, as a page asks about it.
struct RoundStep: Sendable {
    /// Where it begins.
    let from: RoundState
    /// Where it leads.
    let to: RoundState

    /// The steps from a state that a person takes by themselves; publishing begins at a snapshot.
    static func all(from state: RoundState) -> [RoundStep] {
        let targets: [RoundState] =
            switch state {
            case .draft: [.open]
            case .open: [.closed, .draft]
            case .closed: [.open]
            case .published: [.closed, .archived]
            case .archived: []
            }
        return targets.map { RoundStep(from: state, to: $0) }
    }

    /// Whether it cannot be undone or takes something away from others.
    var isGrave: Bool { from == .published }

    /// What it is called.
    func title(_ language: Language) -> String {
        switch (from, to) {
        case (_, .draft): language.say("Gör till utkast igen", "Make it a draft again")
        case (.closed, .open): language.say("Öppna igen", "Open again")
        case (_, .open): language.say("Öppna mätningen", "Open the round")
        case (.published, .closed): language.say("Dra tillbaka resultatet", "Withdraw the results")
        case (_, .closed): language.say("Stäng mätningen", "Close the round")
        case (_, .archived): language.say("Arkivera mätningen", "Archive the round")
        case (_, .published): language.say("Publicera", "Publish")
        }
    }

    /// What it does.
    func consequence(_ language: Language) -> String {
        switch (from, to) {
        case (_, .draft):
            language.say(
                "Mätningen försvinner från organisationerna. Det går bara så länge inga svar har"
                    + " kommit in.",
                "The round disappears from the organizations. This works only while no responses"
                    + " have come in.")
        case (.closed, .open):
            language.say(
                "Organisationerna kan svara igen. Sammanställningar som är gjorda ändras inte.",
                "Organizations can answer again. Snapshots that were made do not change.")
        case (_, .open):
            language.say(
                "Organisationerna ser mätningen och kan svara. Frågeformuläret ligger fast.",
                "Organizations see the round and can answer. The questionnaire stays as it is.")
        case (.published, .closed):
            language.say(
                "Organisationerna ser inte längre resultatet. Det som redan har lästs eller laddats"
                    + " ner finns kvar hos dem som har det.",
                "Organizations no longer see the results. What was read or downloaded stays with"
                    + " those who have it.")
        case (_, .closed):
            language.say(
                "Inga fler svar efterfrågas. Svar som ändå kommer behandlas som mätningens regel"
                    + " säger. Den kan öppnas igen.",
                "No more responses are asked for. Those that still arrive are treated as the"
                    + " round's rule says. It can be opened again.")
        case (_, .archived):
            language.say(
                "Mätningen är slut för gott. Organisationernas program får ta bort svaren som de"
                    + " har"
                    + " skickat. Det går inte att ångra.",
                "The round is over for good. The organizations' programs may remove the responses"
                    + " that they sent. This cannot be undone.")
        case (_, .published):
            language.say("Resultatet släpps.", "The results are released.")
        }
    }
}

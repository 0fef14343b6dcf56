import Pages
import SurveyProtocol

/// What the central team does next in a round: a pure decision of how it stands.
enum NextStep: Equatable, Sendable {
    case open
    case follow
    case decide(count: Int)
    case aggregate
    case publish
    case publishAgain
    case read
    case nothing

    /// The next step of a round.
    /// - Parameter isWithdrawn: whether its results were released and then withdrawn.
    static func of(
        _ state: RoundState, quarantined: Int, snapshots: Int, isWithdrawn: Bool = false
    ) -> NextStep {
        switch state {
        case .draft: .open
        case .open: .follow
        case .closed:
            if quarantined > 0 {
                .decide(count: quarantined)
            } else if isWithdrawn {
                .publishAgain
            } else {
                snapshots == 0 ? .aggregate : .publish
            }
        case .published: .read
        case .archived: .nothing
        }
    }

    /// The page on which it is taken; nil when it is a step of the round's life.
    var place: RoundPlace? {
        switch self {
        case .open, .nothing: nil
        case .follow: .followUp
        case .decide: .quarantine
        case .aggregate, .publish, .publishAgain: .snapshots
        case .read: .results
        }
    }

    /// What one must be permitted to take it.
    var act: AdministrativeAct {
        switch self {
        case .open, .follow, .read: .moveRound
        case .decide: .decideQuarantine
        case .aggregate: .aggregate
        case .publish, .publishAgain: .publish
        case .nothing: .readRounds
        }
    }

    /// How the round stands, for those who do not take the step.
    func standing(_ language: Language) -> String {
        switch self {
        case .open: language.say("Mätningen förbereds.", "The round is being prepared.")
        case .follow: language.say("Svaren kommer in.", "Responses come in.")
        case .decide, .aggregate, .publish:
            language.say(
                "Mätningen är stängd. Resultatet är inte publicerat än.",
                "The round is closed. Its results are not published yet.")
        case .publishAgain:
            language.say(
                "Mätningen är stängd. Resultatet var publicerat men är tillbakadraget.",
                "The round is closed. Its results were published and have been withdrawn.")
        case .read: language.say("Resultatet är publicerat.", "The results are published.")
        case .nothing: text(language)
        }
    }

    /// The same in a sentence.
    func text(_ language: Language) -> String {
        switch self {
        case .open:
            language.say(
                "Gör anslutningskoder åt organisationerna och öppna mätningen när de ska kunna"
                    + " svara.",
                "Make enrollment codes for the organizations, and open the round when they are to"
                    + " answer.")
        case .follow:
            language.say(
                "Svaren kommer in. Följ dem, påminn dem som inte har börjat, och stäng när tiden är"
                    + " ute.",
                "Responses come in. Follow them, remind those that have not begun, and close when"
                    + " time is up.")
        case .decide(let count):
            language.say(
                "\(count) svar i karantän väntar på beslut innan resultatet kan publiceras.",
                (count == 1
                    ? "1 quarantined response waits" : "\(count) quarantined responses wait")
                    + " for a decision before results can be published.")
        case .aggregate:
            language.say(
                "Allt är avgjort. Gör en sammanställning.", "All is decided. Make a snapshot.")
        case .publish:
            language.say(
                "Granska sammanställningen och publicera den.",
                "Look at the snapshot and publish it.")
        case .publishAgain:
            language.say(
                "Publiceringen är tillbakadragen: ingen organisation ser resultatet. Gör en ny"
                    + " sammanställning om något ska rättas, och publicera igen.",
                "The publication was withdrawn: no organization sees the results. Make a new"
                    + " snapshot if something is to be corrected, and publish again.")
        case .read:
            language.say(
                "Resultatet är publicerat. Arkivera mätningen när den är slut för gott.",
                "The results are published. Archive the round when it is over for good.")
        case .nothing:
            language.say(
                "Mätningen är arkiverad. Inget mer kan ändras.",
                "The round is archived. Nothing more can be changed.")
        }
    }
}

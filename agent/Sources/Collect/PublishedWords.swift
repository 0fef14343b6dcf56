import Pages
import SurveyProtocol

/// The published figures in words, as the terminal and the pages say them.
struct PublishedWords {
    let language: Language

    /// What the whole group is called.
    var group: String { language.say("Hela gruppen", "The whole group") }

    /// What a set of organizations is called.
    func name(_ set: String) -> String {
        guard set != PublishedFigure.group else { return group }
        let kind = String(set.drop { $0 != ":" }.dropFirst())
        return switch kind {
        case "department": language.say("Förvaltningar", "Departments")
        case "company": language.say("Bolag", "Companies")
        default: kind.capitalizedFirst
        }
    }

    /// What is said in the place of a figure that is not there.
    func absence(_ figure: PublishedFigure?) -> String {
        figure?.hidden == nil ? "–" : language.say("visas inte", "not shown")
    }

    /// Whether figures of the group are there, and since when.
    func standing(_ standing: PublishedStanding) -> String {
        switch standing {
        case .fetched(let figures):
            language.say(
                "Gruppens siffror publicerades \(LocalTime.text(figures.publishedAt))"
                    + " (version \(figures.snapshot)): medelvärdet av organisationerna, avrundat.",
                "The group's figures were published \(LocalTime.text(figures.publishedAt))"
                    + " (snapshot \(figures.snapshot)): the mean of the organizations, rounded.")
        case .awaited:
            language.say(
                "Gruppens resultat är publicerade. De hämtas nästa gång datorn har kontakt.",
                "The group's results are published. They are fetched at the next contact.")
        case .unpublished:
            language.say(
                "Gruppens resultat är inte publicerade. När de är det hämtas de hit och visas"
                    + " bredvid era.",
                "The group's results are not published. Once they are, they are fetched and shown"
                    + " beside yours.")
        }
    }
}

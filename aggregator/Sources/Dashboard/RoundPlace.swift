import Hummingbird
import Pages
import SurveyProtocol

/// A page of a round.
enum RoundPlace: String, CaseIterable, Sendable {
    case overview = ""
    case followUp = "follow-up"
    case roster
    case questionnaire
    case dates
    case quarantine
    case responses
    case snapshots
    case results

    /// What one must be permitted to see it.
    var act: AdministrativeAct {
        switch self {
        case .overview, .questionnaire: .readRounds
        case .followUp: .readStatus
        case .roster: .readRoster
        case .dates: .setDates
        case .quarantine: .readQuarantine
        case .responses: .returnResponse
        case .snapshots: .readSnapshots
        case .results: .readPublicResults
        }
    }

    /// What it is called.
    func title(_ language: Language) -> String {
        switch self {
        case .overview: language.say("Översikt", "Overview")
        case .followUp: language.say("Uppföljning", "Follow-up")
        case .roster: language.say("Organisationer", "Organizations")
        case .questionnaire: language.say("Frågeformulär", "Questionnaire")
        case .dates: language.say("Datum", "Dates")
        case .quarantine: language.say("Karantän", "Quarantine")
        case .responses: language.say("Svar och returer", "Responses and returns")
        case .snapshots: language.say("Sammanställningar", "Snapshots")
        case .results: language.say("Resultat", "Results")
        }
    }

    /// Where it is, in a round.
    func path(in round: String) -> String {
        let base = "\(DashboardRoutes.root)/rounds/\(FormFields.encoded(round))"
        return rawValue.isEmpty ? base : "\(base)/\(rawValue)"
    }
}

extension DashboardCall {
    /// The address of a page of the round that the address names, below the dashboard's.
    func roundPath(_ rest: String = "") -> String {
        "/rounds/\(FormFields.encoded(parameter("round")))\(rest)"
    }

    /// A page of a round: the way back, its name and state, its pages, and the content.
    func roundPage(
        _ round: RoundOverview, _ place: RoundPlace, width: Page.Width = .wide,
        status: HTTPResponse.Status = .ok, @HTMLBuilder content: () -> HTML
    ) -> Response {
        let title = place.title(language)
        return page("\(title) – \(round.id)", .rounds, width: .wide, status: status) {
            tag("p", .class("eyebrow")) {
                say("Mätning", "Round")
                " \(round.id) "
                round.state.tag(language)
            }
            roundNavigation(round.id, place)
            width == .narrow ? tag("div", .class("reading"), content: content) : content()
        }
    }

    private func roundNavigation(_ round: String, _ current: RoundPlace) -> HTML {
        tag(
            "nav", .class("tabs"),
            Attribute("aria-label", say("Mätningens sidor", "Pages of the round"))
        ) {
            tag("ul") {
                for place in RoundPlace.allCases where may(place.act) {
                    tag("li") {
                        tag(
                            "a", .href(place.path(in: round)),
                            .optional("aria-current", place == current ? "page" : nil)
                        ) { place.title(language) }
                    }
                }
            }
        }
    }
}

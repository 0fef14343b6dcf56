import Pages
import SurveyProtocol

extension RoundState {
    /// The state as people read it.
    func title(_ language: Language) -> String {
        switch self {
        case .draft: language.say("Utkast", "Draft")
        case .open: language.say("Öppen", "Open")
        case .closed: language.say("Stängd", "Closed")
        case .published: language.say("Publicerad", "Published")
        case .archived: language.say("Arkiverad", "Archived")
        }
    }

    /// Whether no more responses are asked for.
    var isEnded: Bool {
        switch self {
        case .draft, .open: false
        case .closed, .published, .archived: true
        }
    }

    /// The state as a short word with its color.
    func tag(_ language: Language) -> StatusTag {
        let tone: StatusTag.Tone =
            switch self {
            case .draft, .archived: .neutral
            case .open, .published: .good
            case .closed: .waiting
            }
        return StatusTag(title(language), tone)
    }
}

extension RoundMode {
    /// Who answers, as people read it.
    func title(_ language: Language) -> String {
        switch self {
        case .respondents:
            language.say("Ett svar per person", "One response per person")
        case .joint:
            language.say(
                "Ett gemensamt svar per organisation", "One joint response per organization")
        }
    }
}

extension LateRule {
    /// What becomes of late responses, as people read it.
    func title(_ language: Language) -> String {
        switch self {
        case .quarantine:
            language.say("De hamnar i karantän", "They are quarantined")
        case .accept: language.say("De räknas", "They count")
        }
    }
}

extension Role {
    /// The role as people read it.
    func title(_ language: Language) -> String {
        switch self {
        case .administrator: language.say("Administratör", "Administrator")
        case .analyst: language.say("Analytiker", "Analyst")
        case .viewer: language.say("Läsare", "Viewer")
        case .organization: language.say("Organisation", "Organization")
        }
    }
}

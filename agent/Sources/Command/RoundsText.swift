import MaturityModel
import Pages
import SurveyProtocol

/// What `rounds` says.
enum RoundsText {
    static let none = "no rounds yet; `survey-agent sync` asks again"

    static func line(
        _ round: RoundSummary, _ questionnaire: Questionnaire?, _ closing: ClosingTime? = nil,
        environment: [String: String] = [:]
    ) -> String {
        var parts = ["round \(round.id)", state(round, closing)]
        if round.mode == .joint { parts.append("one joint answer") }
        if let questionnaire {
            let words = try? FillText(
                language: nil, offered: questionnaire.languages, environment: environment)
            let title = questionnaire.title.text(in: words?.language ?? "en")
            parts.append("\(title), \(questionnaire.items.count) items")
        }
        if let invited = round.invited { parts.append("\(invited) invited") }
        return parts.joined(separator: " · ")
    }

    private static func state(_ round: RoundSummary, _ closing: ClosingTime?) -> String {
        switch (round.state, round.opens, round.closes) {
        case (.open, _, let closes?) where closing?.isPassed == true:
            "still open, its closing time \(closes) has passed"
        case (.open, _, let closes?):
            "open until \(closes)"
                + (closing.map { " (\(ClosingWords.distance($0, .english)))" } ?? "")
        case (.draft, let opens?, _): "opens \(opens)"
        case (.published, _, _): "results published"
        case (let state, _, _): state.rawValue
        }
    }
}

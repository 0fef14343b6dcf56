import MaturityModel
import SurveyProtocol

/// One round in the output of `rounds --json`.
struct RoundReport: Codable, Hashable, Sendable {
    let id: String
    let state: RoundState
    let mode: SurveyProtocol.RoundMode
    let opens: String?
    let closes: String?
    let questionnaire: Digest
    let invited: Int?
    /// The questionnaire's name by language; absent when it cannot be read.
    let title: [String: String]?
    /// How many items it has.
    let items: Int?

    init(_ round: RoundSummary, _ questionnaire: Questionnaire?) {
        id = round.id
        state = round.state
        mode = round.mode
        opens = round.opens
        closes = round.closes
        self.questionnaire = round.questionnaire
        invited = round.invited
        title = questionnaire?.title.texts
        items = questionnaire?.items.count
    }
}

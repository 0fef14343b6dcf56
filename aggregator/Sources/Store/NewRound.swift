import Foundation
import MaturityModel
import SurveyProtocol

/// A round to be created, with everything that is frozen with it.
struct NewRound: Codable, Equatable, Sendable {
    /// The round's id.
    var id: String
    /// Who answers.
    var mode: SurveyProtocol.RoundMode
    /// When it opens, if planned.
    var opens: Timestamp?
    /// When it closes, if planned.
    var closes: Timestamp?
    /// Cells with fewer respondents are hidden.
    var minimumRespondents: Int
    /// Aggregates of fewer organizations are hidden.
    var minimumOrganizations: Int
    /// What becomes of responses that arrive after closing.
    var late = LateRule.quarantine
    /// The questionnaire's canonical form.
    var questionnaire: Data
    /// The organizations, in the order of their ids.
    var organizations: [RosterOrganization]
    /// Whom to remind, by organization; nil when nobody said.
    var emails: [String: String]?
}

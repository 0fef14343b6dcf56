import SurveyProtocol

/// A response that is being filled: saved after each answer, sealed at the end.
struct Draft: Codable, Hashable, Sendable {
    /// The format of the file.
    static let format = "survey-agent-draft/1"

    /// Always `format`.
    var format = Draft.format
    /// The response's id, minted when the draft began.
    let id: ResponseID
    /// The revision it will have.
    let revision: Int
    /// The digest of the revision it will replace.
    let replaces: Digest?
    /// The round's id.
    let round: String
    /// The digest of the questionnaire.
    let questionnaire: Digest
    /// The respondent's token; the label itself is not stored.
    let respondent: String?
    /// Whether the respondent was given a label, or is one of the nameless.
    let isLabeled: Bool
    /// The part of the organization.
    var unit: String?
    /// Answers to background questions, by id.
    var background: [String: String] = [:]
    /// Answers to items, by id.
    var answers: [String: String] = [:]
    /// The questions that were shown, answered or not; filling goes on after them.
    var seen: Set<String> = []
    /// When it began, by the device's clock.
    let startedAt: String

    /// The file's place below the home.
    var path: String { "\(Spool.folder(round, .drafts))/\(id).\(revision).json" }
}

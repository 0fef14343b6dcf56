import SurveyProtocol

/// A response that is being filled: saved after each answer, sealed at the end.
struct Draft: Codable, Hashable, Sendable {
    /// Where a draft is filled by somebody whose answers the coordinator does not see.
    enum Place: String, Codable, Hashable, Sendable {
        /// By a respondent with a link or code.
        case invitation
        /// By whoever comes to a shared computer.
        case kiosk
    }

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
    /// Remarks on parts of the form, by the part's id; they stay on this computer.
    var comments: [String: String]?
    /// Where it is filled; absent for the coordinator's own place.
    var place: Place?
    /// When it began, by the device's clock.
    let startedAt: String

    /// The file's place below the home.
    var path: String { "\(Spool.folder(round, .drafts))/\(stem).json" }

    /// Id and revision, as in the file's name.
    var stem: String { "\(id).\(revision)" }
}

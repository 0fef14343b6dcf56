import MaturityModel
import SurveyProtocol

/// The digests of everything that a snapshot is a function of.
struct SnapshotInputs: Codable, Equatable, Sendable {
    /// The questionnaire's canonical form.
    let questionnaire: Digest
    /// The roster's canonical form.
    let roster: Digest
    /// The accepted response revisions.
    let responses: Digest
    /// The settings' canonical form.
    let settings: Digest

    /// The same, for the header of a result.
    var header: InputDigests {
        InputDigests(
            questionnaire: questionnaire.description, roster: roster.description,
            responses: responses.description, settings: settings.description)
    }
}

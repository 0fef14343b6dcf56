/// The digests of what a snapshot was computed from, each as `sha256:…`.
public struct InputDigests: Sendable, Equatable {
    /// Of the questionnaire's canonical form.
    public let questionnaire: String
    /// Of the roster's canonical form.
    public let roster: String
    /// Of the accepted response revisions.
    public let responses: String
    /// Of the settings' canonical form.
    public let settings: String

    /// The digests of a snapshot's inputs.
    public init(questionnaire: String, roster: String, responses: String, settings: String) {
        self.questionnaire = questionnaire
        self.roster = roster
        self.responses = responses
        self.settings = settings
    }
}

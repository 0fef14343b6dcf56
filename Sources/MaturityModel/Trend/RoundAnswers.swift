/// Everything the results of a round follow from.
public struct RoundAnswers: Sendable {
    /// The round's id.
    public let round: String
    /// Its instrument.
    public let questionnaire: Questionnaire
    /// Its organizations.
    public let roster: Roster
    /// Its answers, by organization id.
    public let answers: [String: OrganizationAnswers]
    /// Its settings.
    public let settings: RoundSettings

    /// Everything the results of a round follow from.
    public init(
        _ round: String, _ questionnaire: Questionnaire, _ roster: Roster,
        _ answers: [String: OrganizationAnswers], _ settings: RoundSettings
    ) {
        self.round = round
        self.questionnaire = questionnaire
        self.roster = roster
        self.answers = answers
        self.settings = settings
    }
}

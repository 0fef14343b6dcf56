import SurveyProtocol

/// Who sends a batch, to which round, and what the round expects.
struct BatchSender: Sendable {
    /// The round.
    let round: StoredRound
    /// The organization that the agent collects for.
    let organization: String
    /// Its key on the round's roster; nil when it is not on it.
    let organizationKey: Int64?
    /// The store's key of the agent.
    let agent: Int64
    /// The round's questionnaire.
    let index: AnswerIndex
    /// Whether the round takes responses now.
    let admission: StoredRound.Admission

    /// A sender, as the certificate and the store say.
    init(
        round: StoredRound, organization: (id: String, key: Int64?), agent: Int64,
        index: AnswerIndex, admission: StoredRound.Admission
    ) {
        self.round = round
        self.organization = organization.id
        organizationKey = organization.key
        self.agent = agent
        self.index = index
        self.admission = admission
    }
}

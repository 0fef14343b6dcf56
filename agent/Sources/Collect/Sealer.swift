import MaturityModel
import SurveyProtocol

/// Makes sealed bytes of answers: which id, which revision, what it replaces.
struct Sealer {
    let round: RoundSummary
    let questionnaire: Questionnaire
    let organization: String
    let device: Device

    /// Id, revision and replaced digest of the next response of a respondent.
    func succession(
        of known: KnownResponse?
    ) -> (id: ResponseID, revision: Int, replaces: Digest?) {
        guard let known, known.revision > 1 || known.base != nil else {
            // New, or refused from the start: the centre has nothing to replace.
            return (device.mintID(), 1, nil)
        }
        return (known.id, known.revision + 1, known.base)
    }

    /// The final response, ready for its bytes to be sealed.
    func response(
        _ answers: AnswerSet, token: String?,
        as succession: (id: ResponseID, revision: Int, replaces: Digest?), startedAt: String
    ) -> Response {
        var response = Response(
            id: succession.id, round: round.id, questionnaire: round.questionnaire,
            organization: organization)
        response.revision = succession.revision
        response.replaces = succession.replaces
        response.unit = answers.unit
        response.respondent = token
        response.background = answers.backgroundAnswers(of: questionnaire)
        response.answers = answers.itemAnswers(of: questionnaire)
        response.startedAt = startedAt
        response.completedAt = device.timestamp
        response.agent = AgentVersion.text
        return response
    }
}

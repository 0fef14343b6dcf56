import MaturityModel
import SurveyProtocol

/// One respondent's answers, checked against the questionnaire.
struct AnswerSet: Hashable, Sendable {
    /// The part of the organization.
    var unit: String?
    /// The index of the chosen option for each background question; nil where not answered.
    var background: [Int?]
    /// The index of the chosen option for each item; nil where not answered.
    var items: [Int?]

    /// No answers to a questionnaire.
    init(of questionnaire: Questionnaire) {
        background = Array(repeating: nil, count: questionnaire.background.count)
        items = Array(repeating: nil, count: questionnaire.items.count)
    }

    /// Answers as one byte per item, in the form that the model's rules take.
    var row: [UInt8] {
        items.map { $0.flatMap { UInt8(exactly: $0) } ?? AnswerCode.notAnswered }
    }

    /// Whether nothing at all was answered.
    var isEmpty: Bool {
        unit == nil && background.allSatisfy { $0 == nil } && items.allSatisfy { $0 == nil }
    }

    /// The answers to background questions by code, in questionnaire order.
    func backgroundAnswers(of questionnaire: Questionnaire) -> [Response.Answer] {
        zip(questionnaire.background, background).compactMap { question, choice in
            choice.map { Response.Answer(item: question.id, code: question.options[$0].code) }
        }
    }

    /// The answers to items by code, in questionnaire order.
    func itemAnswers(of questionnaire: Questionnaire) -> [Response.Answer] {
        zip(questionnaire.items, items).compactMap { item, choice in
            choice.map { Response.Answer(item: item.id, code: item.options[$0].code) }
        }
    }

    /// A SHA-256 that is the same exactly when unit and answers are the same.
    func fingerprint(of questionnaire: Questionnaire) -> Digest {
        var response = Response(
            id: ResponseID(milliseconds: 0, random: (0, 0)), round: "", questionnaire: Digest.zero,
            organization: "")
        response.unit = unit
        response.background = backgroundAnswers(of: questionnaire)
        response.answers = itemAnswers(of: questionnaire)
        return AnswerFingerprint.of(response)
    }
}

import MaturityModel
import SurveyProtocol

/// Filling a questionnaire question by question: what is asked next and what an input means.
///
/// Pure: texts in, a reaction out. The caller saves the draft when the reaction says so.
struct Interview {
    /// One question of the form.
    enum Question: Hashable, Sendable {
        /// The index of a background question.
        case background(Int)
        /// The index of an item.
        case item(Int)
    }

    /// What an input led to.
    enum Reaction: Hashable, Sendable {
        /// The draft changed or the question was passed: save, then go on.
        case saved
        /// Another question is asked now.
        case moved
        /// The explanation was asked for.
        case help
        /// The input is no answer to this question.
        case notUnderstood
    }

    let questionnaire: Questionnaire
    /// The answers and questions seen so far.
    private(set) var draft: Draft
    /// The place in `questions`; its count when the end is reached.
    private(set) var position = 0
    /// All questions in the order of the form, asked or not.
    let questions: [Question]

    /// Goes on where the draft was left.
    init(_ draft: Draft, of questionnaire: Questionnaire) {
        self.draft = draft
        self.questionnaire = questionnaire
        questions =
            questionnaire.background.indices.map { Question.background($0) }
            + questionnaire.items.indices.map { Question.item($0) }
        position =
            questions.firstIndex { isAsked($0) && !draft.seen.contains(id(of: $0)) }
            ?? questions.count
    }

    /// The question that is asked now; nil at the end.
    var question: Question? { position < questions.count ? questions[position] : nil }

    /// The answers to what is asked; those to questions that are asked no longer are left out.
    var answers: AnswerSet {
        var answers = given
        let relevance = questionnaire.relevance(of: answers.row)
        for index in answers.items.indices where !relevance[index] { answers.items[index] = nil }
        return answers
    }

    /// All answers of the draft.
    private var given: AnswerSet {
        var answers = AnswerSet(of: questionnaire)
        answers.unit = draft.unit
        for (index, question) in questionnaire.background.enumerated() {
            let code = draft.background[question.id]
            answers.background[index] = question.options.firstIndex { $0.code == code }
        }
        for (index, item) in questionnaire.items.enumerated() {
            answers.items[index] = draft.answers[item.id].flatMap { item.optionIndex(ofCode: $0) }
        }
        return answers
    }

    /// Questions that are asked and have no answer.
    var missing: [Question] { questions.filter { isAsked($0) && code(of: $0) == nil } }

    /// Those of them without which the response is not complete.
    var required: [Question] {
        questionnaire.missingRequired(in: answers.row).map { .item($0) }
    }

    /// The number of a question among those that are asked, from 1, and their count.
    func number(of question: Question) -> (number: Int, count: Int) {
        let due = questions.filter(isAsked)
        return ((due.firstIndex(of: question) ?? 0) + 1, due.count)
    }

    /// The id of a question.
    func id(of question: Question) -> String {
        switch question {
        case .background(let index): questionnaire.background[index].id
        case .item(let index): questionnaire.items[index].id
        }
    }

    /// The codes that answer a question, in the order of the form.
    func codes(of question: Question) -> [String] {
        switch question {
        case .background(let index): questionnaire.background[index].options.map(\.code)
        case .item(let index): questionnaire.items[index].options.map(\.code)
        }
    }

    /// The answer to a question, if there is one.
    func code(of question: Question) -> String? {
        switch question {
        case .background(let index): draft.background[questionnaire.background[index].id]
        case .item(let index): draft.answers[questionnaire.items[index].id]
        }
    }

    /// Takes an input: a key or code chooses, `?` asks for help, `<` goes back, `>` to the
    /// end, `-` removes the answer, an empty line keeps it or leaves the question open.
    mutating func take(_ input: String) -> Reaction {
        guard let question else { return .notUnderstood }
        let input = input.trimmed
        switch input {
        case "?": return .help
        case "<":
            goBack()
            return .moved
        case ">":
            goToEnd()
            return .moved
        case "": break
        case "-": set(nil, for: question)
        default:
            guard let code = code(for: input, of: question) else { return .notUnderstood }
            set(code, for: question)
        }
        draft.seen.insert(id(of: question))
        goForward()
        return .saved
    }

    /// Notes that a question was shown.
    mutating func see(_ question: Question) { draft.seen.insert(id(of: question)) }

    /// Puts in the part of the organization, or takes it away.
    mutating func setUnit(_ unit: String?) { draft.unit = unit }

    /// Puts in a remark on a part of the form, or takes it away.
    mutating func setComment(_ text: String?, part: String) {
        var comments = draft.comments ?? [:]
        comments[part] = text
        draft.comments = comments.isEmpty ? nil : comments
    }

    /// Goes to a question.
    mutating func go(to question: Question) {
        position = questions.firstIndex(of: question) ?? position
    }

    /// Goes to the last question that is asked.
    mutating func goBack() {
        let before = questions[..<min(position, questions.count)]
        position = before.lastIndex(where: isAsked) ?? position
    }

    /// Passes on to the end, for going back to the review after one question.
    mutating func goToEnd() { position = questions.count }

    private mutating func goForward() {
        position = questions[(position + 1)...].firstIndex(where: isAsked) ?? questions.count
    }

    /// What is typed to choose each option: its place, counted from 1.
    ///
    /// Where a code looks like the place of another option, as on a scale from 0, it is the code:
    /// what is shown before an option must not mean another one.
    func keys(of question: Question) -> [String] {
        let codes = codes(of: question)
        let places = codes.indices.map { String($0 + 1) }
        let isMistakable = zip(codes, places).contains { code, place in
            code != place && places.contains(code)
        }
        return isMistakable ? codes : places
    }

    /// The option that a key or code chooses, in any case of letters.
    private func code(for input: String, of question: Question) -> String? {
        let codes = codes(of: question)
        if let index = keys(of: question).firstIndex(of: input) { return codes[index] }
        if codes.contains(input) { return input }
        let lowered = codes.filter { $0.lowercased() == input.lowercased() }
        return lowered.count == 1 ? lowered[0] : nil
    }

    /// Puts an answer in, or takes it away; the code must be one of the question's.
    mutating func set(_ code: String?, for question: Question) {
        switch question {
        case .background(let index): draft.background[questionnaire.background[index].id] = code
        case .item(let index): draft.answers[questionnaire.items[index].id] = code
        }
    }

    /// Whether a question is asked, given the answers so far.
    func isAsked(_ question: Question) -> Bool {
        guard case .item(let index) = question,
            questionnaire.items[index].relevantWhen != nil
        else { return true }
        return questionnaire.relevance(of: given.row)[index]
    }
}

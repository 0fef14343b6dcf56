import MaturityModel
import Pages

/// The texts of a question in a language.
struct QuestionWords {
    let text: String
    let help: String?
    let options: [(code: String, label: String, isApart: Bool)]
    let isRequired: Bool
    /// Whether the options are steps that can lie side by side.
    let isScale: Bool

    init(_ question: Interview.Question, _ questionnaire: Questionnaire, _ language: Language) {
        let code = language.code
        switch question {
        case .background(let index):
            let asked = questionnaire.background[index]
            text = asked.title.text(in: code)
            help = nil
            options = asked.options.map { ($0.code, $0.label.text(in: code), false) }
            isRequired = false
            isScale = false
        case .item(let index):
            let item = questionnaire.items[index]
            text = item.text.text(in: code)
            help = item.help?.text(in: code)
            options = item.options.map { ($0.code, $0.label.text(in: code), $0.special != nil) }
            isRequired = item.required
            let steps = item.options.filter { $0.special == nil }
            let longest = steps.map { $0.label.text(in: code).count }.max() ?? 0
            isScale = (2...7).contains(steps.count) && longest <= 32
        }
    }

    /// The label of an option.
    func label(of code: String?) -> String? { options.first { $0.code == code }?.label }
}

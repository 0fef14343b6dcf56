import MaturityModel
import Pages
import SurveyProtocol

/// What a form page that was sent does to a draft: which answers it changes, and what comes next.
///
/// Pure: fields in, a changed interview out. The caller saves when something changed.
struct PartIntake {
    /// What comes after the page.
    enum Next: Hashable, Sendable {
        /// The page before.
        case back
        /// The page after.
        case forward
        /// The overview at the end.
        case review
        /// The same page again: more is asked now, an answer was removed, or the language changed.
        case stay(language: String?)
        /// Nothing is shown: a script saved one answer.
        case nothing
    }

    /// Bytes of a remark.
    static let commentBytesMaximum = 2_000

    let part: FormPart
    private(set) var interview: Interview
    /// Whether the draft is not what it was.
    private(set) var isChanged = false
    /// Whether other questions of this page are asked now than before.
    private(set) var asksOthers = false
    private(set) var next: Next = .forward

    /// The name of a question's field.
    static func field(_ question: Interview.Question, _ interview: Interview) -> String {
        switch question {
        case .background: "b.\(interview.id(of: question))"
        case .item: "a.\(interview.id(of: question))"
        }
    }

    /// Takes the fields of a page.
    init(_ fields: FormFields, part: FormPart, interview: Interview) {
        self.part = part
        self.interview = interview
        let go = fields["go"] ?? "next"
        let isWhole = go != "autosave"
        let before = interview
        let asked = part.questions.filter { before.isAsked($0) }
        for question in asked {
            let name = Self.field(question, before)
            if fields["clear"] == name {
                self.interview.set(nil, for: question)
            } else if let code = fields[name], before.codes(of: question).contains(code) {
                self.interview.set(code, for: question)
            }
            if isWhole { self.interview.see(question) }
        }
        takeTexts(fields)
        isChanged = self.interview.draft != before.draft
        asksOthers = part.questions.filter { self.interview.isAsked($0) } != asked
        next = next(after: go, clears: fields["clear"] != nil)
    }

    private mutating func takeTexts(_ fields: FormFields) {
        if let unit = fields["unit"]?.trimmed, unit.isEmpty || UnitName.isValid(unit) {
            interview.setUnit(unit.isEmpty ? nil : unit)
        }
        if let comment = fields["comment"] {
            let text = Self.cut(comment.filter { $0 != "\r" })
            interview.setComment(text.trimmed.isEmpty ? nil : text, part: part.id)
        }
    }

    /// A remark within its limit, cut between characters.
    private static func cut(_ text: String) -> String {
        var text = text
        while text.utf8.count > commentBytesMaximum { text.removeLast() }
        return text
    }

    private func next(after go: String, clears: Bool) -> Next {
        if go == "autosave" { return .nothing }
        if go.hasPrefix("language-") { return .stay(language: String(go.dropFirst(9))) }
        if clears || go == "save" { return .stay(language: nil) }
        // A question that has just come into being is shown before the page is left.
        if asksOthers, go == "next", hasNewQuestion { return .stay(language: nil) }
        switch go {
        case "back": return .back
        case "review": return .review
        default: return .forward
        }
    }

    private var hasNewQuestion: Bool {
        part.questions.contains {
            interview.isAsked($0) && interview.code(of: $0) == nil
                && !interview.draft.seen.contains(interview.id(of: $0))
        }
    }
}

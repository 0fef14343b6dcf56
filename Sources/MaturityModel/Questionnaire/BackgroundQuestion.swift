/// Something respondents tell about themselves; never scored.
public struct BackgroundQuestion: Sendable, Hashable {
    /// Unique in the questionnaire.
    public let id: String
    /// The question.
    public let title: LocalizedText
    /// The choices in the order of the form.
    public let options: [BackgroundOption]

    /// A question about the respondent.
    public init(id: String, title: LocalizedText, options: [BackgroundOption]) {
        self.id = id
        self.title = title
        self.options = options
    }
}

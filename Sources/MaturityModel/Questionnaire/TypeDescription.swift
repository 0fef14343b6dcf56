/// What a questionnaire says about a type.
public struct TypeDescription: Sendable, Hashable {
    /// The type's name.
    public let title: LocalizedText
    /// What it usually means and what usually helps.
    public let text: LocalizedText

    /// The name and description of a type.
    public init(title: LocalizedText, text: LocalizedText) {
        self.title = title
        self.text = text
    }
}

/// One text in every language of a questionnaire.
public struct LocalizedText: Sendable, Hashable {
    /// The text by language code.
    public let texts: [String: String]

    /// A text by language code.
    public init(_ texts: [String: String]) {
        self.texts = texts
    }

    /// The text in a language, or in the first language (by code) when that one is missing.
    public func text(in language: String) -> String {
        if let text = texts[language] { return text }
        return texts.min { TextOrder.precedes($0.key, $1.key) }?.value ?? ""
    }
}

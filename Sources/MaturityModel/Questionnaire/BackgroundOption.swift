/// A choice of a background question.
public struct BackgroundOption: Sendable, Hashable {
    /// What is stored and imported; unique in its list.
    public let code: String
    /// What respondents see.
    public let label: LocalizedText

    /// A choice of a background question.
    public init(code: String, label: LocalizedText) {
        self.code = code
        self.label = label
    }
}

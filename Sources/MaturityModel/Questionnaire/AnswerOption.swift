/// One answer that an item offers.
public struct AnswerOption: Sendable, Hashable {
    /// What is stored and imported; unique in its list.
    public let code: String
    /// What respondents see.
    public let label: LocalizedText
    /// The number it stands for, or the special meaning it has instead.
    public let meaning: AnswerMeaning

    /// An answer that an item offers.
    public init(code: String, label: LocalizedText, meaning: AnswerMeaning) {
        self.code = code
        self.label = label
        self.meaning = meaning
    }

    /// The value, or nil for a special answer.
    public var value: Double? {
        if case .value(let value) = meaning { value } else { nil }
    }

    /// The special meaning, or nil for an answer with a value.
    public var special: SpecialAnswer? {
        if case .special(let special) = meaning { special } else { nil }
    }
}

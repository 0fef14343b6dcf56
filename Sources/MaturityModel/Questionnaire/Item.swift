/// A question or statement with its options.
public struct Item: Sendable, Hashable {
    /// Unique in the questionnaire and stable for as long as its meaning is.
    public let id: String
    /// The question or statement.
    public let text: LocalizedText
    /// An explanation, if any.
    public let help: LocalizedText?
    /// The name of the scale its options come from, if any.
    public let scale: String?
    /// The options in the order of the form; an answer is an index into this list.
    public let options: [AnswerOption]
    /// The weight in its node, above 0.
    public let weight: Double
    /// Whether agreeing means lower maturity.
    public let reverse: Bool
    /// Words about the item; `innovation` and `efficiency` feed the balance index.
    public let tags: [String]
    /// Whether a response is complete only with an answer to it.
    public let required: Bool
    /// When it is asked; always when nil.
    public let relevantWhen: Condition?
    /// Grows when the meaning of the item changes.
    public let meaningVersion: Int
    /// The index of its node in `Questionnaire.nodes`.
    public let node: Int

    /// The index of the option with a code.
    public func optionIndex(ofCode code: String) -> Int? {
        options.firstIndex { $0.code == code }
    }
}

/// Every limit of a questionnaire, by name; beyond one of them the reader reports a fault.
public enum QuestionnaireLimits {
    /// Levels of nodes, the root's included.
    public static let depthMaximum = 6
    /// Items of a questionnaire.
    public static let itemsMaximum = 1_000
    /// Nodes of a questionnaire.
    public static let nodesMaximum = 1_000
    /// Options of an item, a scale or a background question.
    public static let optionsMaximum = 100
    /// Shared scales.
    public static let scalesMaximum = 100
    /// Languages.
    public static let languagesMaximum = 30
    /// Background questions.
    public static let backgroundMaximum = 50
    /// Tags of one item.
    public static let tagsMaximum = 20
    /// Conditions inside conditions.
    public static let conditionDepthMaximum = 8
    /// Parts of one condition.
    public static let conditionPartsMaximum = 100
    /// Bytes of an identifier, an option code, a tag, a language code.
    public static let identifierBytesMaximum = IdentifierText.bytesMaximum
    /// Bytes of one text in one language, in UTF-8.
    public static let textBytesMaximum = 4_000
    /// The largest weight; the smallest is its reciprocal.
    public static let weightMaximum = 1_000_000.0
    /// The largest magnitude of an option's value.
    public static let valueMagnitudeMaximum = 1_000_000_000.0
    /// The highest `meaningVersion`.
    public static let meaningVersionMaximum = 1_000_000
}

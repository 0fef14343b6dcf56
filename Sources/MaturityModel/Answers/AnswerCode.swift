/// An answer in one byte: the index of the option in the item's list of options.
public enum AnswerCode {
    /// The item was not answered.
    public static let notAnswered: UInt8 = 255
    /// The item was not relevant to the respondent; only aggregation itself uses it.
    static let notRelevant: UInt8 = 254
}

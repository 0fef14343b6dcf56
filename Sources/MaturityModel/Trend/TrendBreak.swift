/// An item that cannot be compared between two rounds.
public struct TrendBreak: Sendable, Hashable {
    /// Why an item cannot be compared.
    public enum Reason: String, Sendable, Hashable {
        /// It is new in the later round.
        case added
        /// It was asked in the earlier round only.
        case removed
        /// Its `meaningVersion` changed.
        case meaning
        /// Its options or their direction changed although its `meaningVersion` did not.
        case options
    }

    /// The id of the item.
    public let item: String
    /// Why it cannot be compared.
    public let reason: Reason
}

/// How many respondents chose an option.
public struct ItemCount: Sendable, Equatable {
    /// The option's code.
    public let code: String
    /// How many chose it.
    public let count: Int
}

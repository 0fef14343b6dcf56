/// What a node of a document holds.
public enum DocumentContent: Sendable, Equatable {
    /// Nothing.
    case null
    /// True or false.
    case bool(Bool)
    /// A finite number.
    case number(Double)
    /// A text.
    case text(String)
    /// Values in order.
    case list([DocumentNode])
    /// Named values in the order of the file.
    case map([DocumentMember])
}

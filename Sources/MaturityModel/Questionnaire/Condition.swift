/// When an item is asked, in terms of answers to earlier items.
public indirect enum Condition: Sendable, Hashable {
    /// The answer to an item is one of these option codes.
    case answer(item: String, codes: [String])
    /// All of these hold.
    case and([Condition])
    /// At least one of these holds.
    case or([Condition])
    /// This does not hold.
    case not(Condition)
}

/// The figures of one item for one set of respondents.
public struct ItemFigures: Sendable, Equatable {
    /// Valid answers: those with a value.
    public internal(set) var n: Int
    /// Every option in the order of the form, specials included.
    public internal(set) var distribution: [ItemCount]
    /// The mean score of the respondents with a score, 0 to 100.
    public internal(set) var mean: Double?
    /// The sample standard deviation of their scores.
    public internal(set) var sd: Double?
}

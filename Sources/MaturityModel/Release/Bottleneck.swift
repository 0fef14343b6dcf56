/// The category that holds a set of respondents back the most.
public struct Bottleneck: Sendable, Equatable {
    /// The id of the lowest category (the first of equals).
    public let node: String
    /// Its mean.
    public let mean: Double
    /// The mean of the other categories minus its own.
    public let distance: Double
}

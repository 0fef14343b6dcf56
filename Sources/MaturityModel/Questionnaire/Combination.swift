/// How the scores of a node's children become its own score.
public enum Combination: String, Sendable, Hashable {
    /// The weighted mean.
    case mean
    /// The weighted geometric mean; 0 as soon as one part is 0.
    case geometric
    /// The smallest part; weights play no role.
    case minimum
}

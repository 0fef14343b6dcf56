/// How a special answer scores.
public enum SpecialScoring: String, Sendable, Hashable {
    /// It gives no score.
    case exclude
    /// It gives 0.
    case zero
    /// It gives 100.
    case full
}

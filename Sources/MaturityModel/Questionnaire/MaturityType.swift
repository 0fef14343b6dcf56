/// The four types, by the first two dimensions and their cutoffs.
public enum MaturityType: String, Sendable, Hashable, CaseIterable, Codable {
    /// Both dimensions are below their cutoffs.
    case a = "A"
    /// The first is at or above its cutoff, the second below.
    case b = "B"
    /// The first is below its cutoff, the second at or above.
    case c = "C"
    /// Both are at or above their cutoffs.
    case d = "D"
}

/// Who results are released to.
public enum Audience: String, Sendable, Hashable, CaseIterable {
    /// Everybody: protected and rounded to whole percent.
    case `public`
    /// The central team and the organizations: protected, at full precision.
    case `internal`
    /// The administrator: nothing hidden.
    case unprotected
}

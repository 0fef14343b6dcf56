/// Who answers in a round.
public enum RoundMode: String, Sendable, Hashable, Codable {
    /// Several people of each organization; results are protected.
    case respondents
    /// Each organization agrees on one answer; results are attributable by design.
    case joint
}

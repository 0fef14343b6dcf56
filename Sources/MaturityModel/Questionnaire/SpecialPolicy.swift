/// How each special answer of a questionnaire scores; what is not named is excluded.
public struct SpecialPolicy: Sendable, Hashable {
    private let scorings: [SpecialAnswer: SpecialScoring]

    /// A policy by special answer; `exclude` is the default and need not be named.
    public init(_ scorings: [SpecialAnswer: SpecialScoring] = [:]) {
        self.scorings = scorings.filter { $0.value != .exclude }
    }

    /// How a special answer scores.
    public func scoring(of special: SpecialAnswer) -> SpecialScoring {
        scorings[special] ?? .exclude
    }
}

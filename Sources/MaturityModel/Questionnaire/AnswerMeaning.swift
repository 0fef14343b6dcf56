/// What an option stands for.
public enum AnswerMeaning: Sendable, Hashable {
    /// A number on the item's scale.
    case value(Double)
    /// Something that is no step of the scale.
    case special(SpecialAnswer)
}

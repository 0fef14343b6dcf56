/// A named list of options that several items share.
public struct Scale: Sendable, Hashable {
    /// The name items use.
    public let name: String
    /// The options in the order of the form.
    public let options: [AnswerOption]

    /// A named list of options.
    public init(name: String, options: [AnswerOption]) {
        self.name = name
        self.options = options
    }
}

/// Why answers cannot be taken at all.
struct CollectFault: AgentFault, Hashable, Sendable {
    /// The code when somebody else's response would be opened.
    static let answeredByLink = "answered-by-link"

    let code: String
    let reason: String
    let hint: String
    let exit: ExitStatus

    /// A fault that ends the command with `failed`, unless another status is given.
    init(_ code: String, _ reason: String, hint: String, exit: ExitStatus = .failed) {
        self.code = code
        self.reason = reason
        self.hint = hint
        self.exit = exit
    }
}

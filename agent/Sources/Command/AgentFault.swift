/// What every failure of the agent tells: a stable code, what happened, and what to do.
protocol AgentFault: Error {
    /// A stable name of the failure.
    var code: String { get }
    /// What happened, to which thing; never an answer, a name or a token.
    var reason: String { get }
    /// What a person can do about it.
    var hint: String { get }
    /// The program's exit status when the failure ends it.
    var exit: ExitStatus { get }
}

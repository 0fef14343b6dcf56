/// Why the agent's own files do not allow a command.
struct HomeFault: AgentFault, Hashable, Sendable {
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

    /// The agent has no certificate yet.
    static let notEnrolled = HomeFault(
        "not-enrolled", "this agent is not enrolled",
        hint: "run `survey-agent enroll` with the code from the central team")

    /// The key of respondents' tokens is gone.
    static let respondentKeyMissing = HomeFault(
        "respondent-key-missing",
        "\(Home.respondentKeyPath) is missing, by which this agent knows who has answered",
        hint: "restore the file from a backup; a new key would count the same people twice, so none"
            + " is made")

    /// The round was never fetched.
    static func roundUnknown(_ round: String, known: [String]) -> HomeFault {
        let list =
            known.isEmpty ? "none is known yet" : "known are: " + known.joined(separator: ", ")
        return HomeFault(
            "round-unknown", "there is no round `\(round)` here (\(list))",
            hint: "run `survey-agent sync` to fetch the rounds of your organization")
    }

    /// The round takes nothing more.
    static func roundArchived(_ round: String) -> HomeFault {
        HomeFault(
            "round-archived", "the round \(round) is archived: the measurement is over",
            hint: "nothing is left to do; answer in an open round, see `survey-agent rounds`")
    }

    /// A file of the home cannot be understood.
    static func damaged(_ path: String, _ what: String) -> HomeFault {
        HomeFault(
            "home-damaged", "\(path) is damaged: \(what)",
            hint: "restore the file from a backup, or enroll again with a new code")
    }
}

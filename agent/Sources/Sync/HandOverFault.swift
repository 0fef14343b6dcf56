/// Why a hand-over file is not taken.
struct HandOverFault: AgentFault, Hashable, Sendable {
    let code: String
    let reason: String
    let hint: String
    let exit = ExitStatus.failed

    /// The file is cut, altered, or none of ours.
    static func damaged(_ what: String) -> HandOverFault {
        HandOverFault(
            code: "hand-over-damaged", reason: "the file is damaged or no answer: \(what)",
            hint: "ask the central team for the file again; nothing was changed here")
    }

    /// The file is whole and not for this agent.
    static func foreign(_ what: String) -> HandOverFault {
        HandOverFault(
            code: "hand-over-foreign", reason: "the file is not for this agent: \(what)",
            hint: "take the file that answers an export of this computer")
    }

    /// The centre was restored from a backup after it wrote the file.
    static let outdated = HandOverFault(
        code: "hand-over-outdated",
        reason: "the centre was restored from a backup after it wrote this file",
        hint: "export again; the centre may lack what the file says that it has")
}

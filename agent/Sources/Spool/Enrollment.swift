import SurveyProtocol

/// What enrolling gave this agent: the contents of `agent.json`.
struct Enrollment: Codable, Hashable, Sendable {
    /// The format of the file.
    static let format = "survey-agent-home/1"

    /// Always `format`.
    var format = Enrollment.format
    /// The server's identity.
    let server: String
    /// The agent's id.
    let agent: String
    /// The organization it collects for.
    let organization: String
    /// The server's address, `host` or `host:port`.
    let address: String
    /// The group's name, for people.
    let group: String
    /// The SHA-256 of the code it was enrolled with, so that the same code is known again.
    let code: Digest
    /// The epoch of the server's store that the spool was compared with; 0 with none yet.
    var epoch: Int
    /// The proxy to go through, `http://host:port`; absent goes straight.
    var proxy: String?
}

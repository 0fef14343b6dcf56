/// The program's own version.
enum AgentVersion {
    /// The version alone.
    static let number = "0.1.0"
    /// Program and version, as responses and requests carry it.
    static let text = "survey-agent/\(number)"
}

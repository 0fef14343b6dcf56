import SurveyProtocol

/// What greeting the server came to.
struct Greeting: Hashable, Sendable {
    /// What the server takes at most.
    var limits: Hello.Announced
    /// The epoch of its store, when the spool was not compared with that one yet.
    var newEpoch: Int?
    /// How bodies are compressed for it.
    var coding = ContentCoding.gzip
    /// Whether the agent's certificate has lived two thirds of its time, by the server's clock.
    var isRenewalDue = false
}

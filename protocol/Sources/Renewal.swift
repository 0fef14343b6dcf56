/// What an enrolled agent sends, with its present certificate, to get the next one.
///
/// The answer is an `EnrollmentReply` for the same agent. Asking again with the same key gives the
/// same certificate, so a lost answer costs nothing; the present certificate stays valid until it
/// expires.
public struct RenewalRequest: Codable, Hashable, Sendable {
    /// A PKCS #10 certificate signing request in PEM form, for a new P-256 key.
    public let signingRequest: String
    /// The agent's program and version.
    public let agent: String

    /// A request for the next certificate.
    public init(signingRequest: String, agent: String) {
        self.signingRequest = signingRequest
        self.agent = agent
    }
}

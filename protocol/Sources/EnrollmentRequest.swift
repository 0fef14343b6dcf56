/// What an agent sends to become known: the code's secret and a key made on its own computer.
public struct EnrollmentRequest: Codable, Hashable, Sendable {
    /// The one-time secret of the enrollment code, base64url.
    public let secret: String
    /// A PKCS #10 certificate signing request in PEM form, for a P-256 key.
    public let signingRequest: String
    /// The agent's program and version.
    public let agent: String

    /// A request with the secret of a code.
    public init(secret: String, signingRequest: String, agent: String) {
        self.secret = secret
        self.signingRequest = signingRequest
        self.agent = agent
    }
}

/// The aggregator's answer to an enrollment: who the agent is and its certificate.
///
/// Asking again with the same code and the same key gives the same agent: a lost answer costs
/// nothing.
public struct EnrollmentReply: Codable, Hashable, Sendable {
    /// The agent's id.
    public let agent: String
    /// The organization that it collects for.
    public let organization: String
    /// The server's identity.
    public let server: String
    /// The group's name, for people.
    public let group: String
    /// The agent's certificate in PEM form.
    public let certificate: String

    /// A reply for an agent.
    public init(
        agent: String, organization: String, server: String, group: String, certificate: String
    ) {
        self.agent = agent
        self.organization = organization
        self.server = server
        self.group = group
        self.certificate = certificate
    }
}

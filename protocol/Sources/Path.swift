/// The addresses of the protocol, below the server's own.
public enum Path {
    /// Server identity, epoch, clock and limits.
    public static let hello = "/v1/hello"
    /// The authority's certificate, for first contact.
    public static let authority = "/v1/authority"
    /// Where a code and a signing request become a certificate.
    public static let enrollment = "/v1/enrollment"
    /// The rounds of the agent's organization.
    public static let rounds = "/v1/rounds"

    /// One round of the agent's organization.
    public static func round(_ id: String) -> String { "\(rounds)/\(id)" }

    /// The questionnaire of a round, in its canonical form.
    public static func questionnaire(_ id: String) -> String { "\(rounds)/\(id)/questionnaire" }

    /// Where a round's responses are sent.
    public static func responses(_ id: String) -> String { "\(rounds)/\(id)/responses" }
}

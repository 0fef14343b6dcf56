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

    /// Where an agent gets its next certificate.
    public static let renewal = "/v1/renewal"
    /// Where an agent says how it is.
    public static let report = "/v1/report"

    /// One round of the agent's organization.
    public static func round(_ id: String) -> String { "\(rounds)/\(id)" }

    /// The questionnaire of a round, in its canonical form.
    public static func questionnaire(_ id: String) -> String { "\(rounds)/\(id)/questionnaire" }

    /// Where a round's responses are sent.
    public static func responses(_ id: String) -> String { "\(rounds)/\(id)/responses" }

    /// Where an agent asks what the centre has of a round.
    public static func reconcile(_ id: String) -> String { "\(rounds)/\(id)/reconcile" }

    /// The published figures of a round.
    public static func results(_ id: String) -> String { "\(rounds)/\(id)/results" }

    /// The responses of a round that were given back.
    public static func returns(_ id: String) -> String { "\(rounds)/\(id)/returns" }
}

/// The media types of the protocol.
public enum MediaType {
    /// A batch of sealed responses, one a line.
    public static let responses = "application/vnd.maturity.responses+ndjson"
    /// The answer to a batch: one verdict a line. Nothing else acknowledges anything.
    public static let verdicts = "application/vnd.maturity.verdicts+ndjson"
    /// A question what the centre has, and its answer: one line a response.
    public static let reconcile = "application/vnd.maturity.reconcile+ndjson"
    /// A coded refusal (RFC 9457).
    public static let problem = "application/problem+json"
    /// Every other message.
    public static let json = "application/json"
    /// A certificate in PEM form (RFC 8555, section 9.1).
    public static let certificate = "application/pem-certificate-chain"
}

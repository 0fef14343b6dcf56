/// Every limit of the protocol, by name; beyond one of them a coded problem is the answer.
///
/// Both sides use these numbers. An aggregator may announce smaller ones in its `Hello`.
public enum Limits {
    /// Bytes of a request body as sent, after transfer decoding and before decompression.
    public static let bodyBytesMaximum = 8 * 1_048_576
    /// Bytes of a request body after decompression.
    public static let inflatedBytesMaximum = 32 * 1_048_576
    /// How many times larger a body may become when it is decompressed.
    public static let inflationRatioMaximum = 200
    /// Rounds that an agent's report tells apart.
    public static let reportRoundsMaximum = 256
    /// Responses in one batch.
    public static let batchResponsesMaximum = 10_000
    /// Bytes of one sealed response, without its line feed.
    public static let responseBytesMaximum = 262_144
    /// Answers in one response.
    public static let answersMaximum = 1_000
    /// Background answers in one response.
    public static let backgroundMaximum = 50
    /// Bytes of an identifier: rounds, organizations, items, option codes.
    public static let identifierBytesMaximum = 64
    /// Bytes of a unit's name, in UTF-8.
    public static let unitBytesMaximum = 200
    /// Bytes of a respondent token.
    public static let respondentBytesMaximum = 128
    /// Bytes of a program's own name and version.
    public static let agentBytesMaximum = 64
    /// The highest revision of a response.
    public static let revisionMaximum = 1_000_000
    /// Bytes of a certificate signing request in PEM form.
    public static let signingRequestBytesMaximum = 4_096
    /// Bytes of a small JSON request or reply: enrollment, hello, rounds without questionnaire.
    public static let messageBytesMaximum = 65_536
    /// Bytes of a round's description with its questionnaire.
    public static let roundBytesMaximum = 4 * 1_048_576
    /// Lines in one reconcile request.
    public static let reconcileLinesMaximum = 10_000
    /// Bytes of the reason for which a response is returned or rejected, in UTF-8.
    public static let reasonBytesMaximum = 1_000
    /// Bytes of a hand-over file.
    public static let handOverBytesMaximum = 64 * 1_048_576
    /// Seconds an enrollment code may stay valid at most.
    public static let enrollmentSecondsMaximum = 90 * 86_400
}

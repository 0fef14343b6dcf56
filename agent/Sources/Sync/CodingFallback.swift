import SurveyProtocol

/// When a request with zstd is made again with gzip.
///
/// Hello says what the server takes, not what lies between: something there that does not know
/// zstd answers with whatever status it has for what it does not like, or breaks the connection
/// off. What the server itself says, in its own problem document, is about what it says; only
/// `encoding-unsupported` is about the coding.
enum CodingFallback {
    /// Codes of answers that speak against the content, as it may be to whoever gave them.
    ///
    /// Not among them: 401, 407 and 511 ask for a sign-in, 404 is about the address, 413 about the
    /// size, 408, 425, 429, 503 and 504 about the time.
    private static let againstContent: Set<String> = [
        ProblemCode.encodingUnsupported.rawValue,
        "http-400", "http-403", "http-405", "http-406", "http-415", "http-422",
        "http-500", "http-501", "http-502",
    ]
    /// Codes of what may have any reason: a page in the answer's place, or a connection that broke
    /// while the request or its answer was on the way.
    private static let ofAnyReason: Set<String> = [
        "captive-portal", "answer-too-long", "curl-16", "curl-52", "curl-55", "curl-56", "curl-92",
    ]
    /// Failures in a row after which even what may have any reason is tried with gzip.
    private static let failuresMinimum = 2

    /// Whether the same is sent with gzip at once, before the fault counts as a failure.
    static func isAtOnce(after fault: TransportFault) -> Bool {
        // Whoever names a time has nothing against the content.
        fault.bodyCoding == .zstd && againstContent.contains(fault.code)
            && fault.retryAfterSeconds == nil
    }

    /// How the next request is compressed, after the wait that so many failures in a row bring.
    static func coding(
        after fault: TransportFault, failures: Int, now coding: ContentCoding
    ) -> ContentCoding {
        let isTried = failures >= failuresMinimum && ofAnyReason.contains(fault.code)
        return isTried && fault.bodyCoding == .zstd ? .gzip : coding
    }
}

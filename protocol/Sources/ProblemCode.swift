/// The one table of problems: every refusal on the wire has a code from here.
///
/// A code is never reused with another meaning, and a retired one is never given out again.
/// The table says for each what the sender does about it (`disposition`), which HTTP status a
/// request gets when the whole request is refused, and what a person can do.
public enum ProblemCode: String, CaseIterable, Codable, Sendable {
    // The request as a whole.
    case requestMalformed = "request-malformed"
    case mediaTypeUnsupported = "media-type-unsupported"
    case encodingUnsupported = "encoding-unsupported"
    case bodyTooLarge = "body-too-large"
    case bodyMalformed = "body-malformed"
    case batchTooLarge = "batch-too-large"
    case digestMismatch = "digest-mismatch"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case requestTimedOut = "request-timed-out"
    case tooManyRequests = "too-many-requests"
    case serverBusy = "server-busy"
    case storageFailed = "storage-failed"
    case internalFailure = "internal-failure"

    // Who is asking.
    case certificateRequired = "certificate-required"
    case certificateUnknown = "certificate-unknown"
    case certificateExpired = "certificate-expired"
    case agentRevoked = "agent-revoked"
    case codeUnknown = "code-unknown"
    case codeExpired = "code-expired"
    case codeUsed = "code-used"
    case signingRequestInvalid = "signing-request-invalid"
    case agentTooOld = "agent-too-old"

    // The round.
    case roundUnknown = "round-unknown"
    case roundNotOpen = "round-not-open"

    // One response: never storable.
    case responseMalformed = "response-malformed"
    case responseTooLong = "response-too-long"
    case responseFormatUnknown = "response-format-unknown"
    case memberUnknown = "member-unknown"
    case memberMissing = "member-missing"
    case memberRepeated = "member-repeated"
    case memberInvalid = "member-invalid"
    case itemUnknown = "item-unknown"
    case optionUnknown = "option-unknown"
    case backgroundUnknown = "background-unknown"
    case roundMismatch = "round-mismatch"
    case organizationNotYours = "organization-not-yours"
    case responseRejected = "response-rejected"

    // One response: kept until a person decides.
    case bytesConflict = "bytes-conflict"
    case revisionConflict = "revision-conflict"
    case questionnaireUnknown = "questionnaire-unknown"
    case organizationNotOnRoster = "organization-not-on-roster"
    case arrivedAfterClosing = "arrived-after-closing"
    case respondentRepeated = "respondent-repeated"
    case responseReturned = "response-returned"
}

extension ProblemCode {
    /// What the sender does about a problem.
    public enum Disposition: String, Sendable {
        /// The same bytes may succeed later: try again, more slowly.
        case retry
        /// These bytes never succeed: set them aside with the reason and go on with the rest.
        case refuse
        /// Nothing succeeds before a person acts: stop and say why.
        case stop
        /// The bytes are kept at the centre and a person there decides.
        case quarantine
    }

    /// One row of the table.
    struct Entry {
        var status: Int
        var disposition: Disposition
        var title: String
        var hint: String
    }

    /// The HTTP status when a whole request is refused for this reason.
    public var status: Int { entry.status }

    /// What the sender does about it.
    public var disposition: Disposition { entry.disposition }

    /// What is wrong, in one short sentence without details of the case.
    public var title: String { entry.title }

    /// What a person can do about it.
    public var hint: String { entry.hint }
}

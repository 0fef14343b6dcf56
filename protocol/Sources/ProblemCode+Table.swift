extension ProblemCode {
    /// The row of this code.
    var entry: Entry {
        requestEntry ?? accessEntry ?? refusalEntry ?? quarantineEntry
            ?? Entry(
                status: 500, disposition: .retry, title: "The server failed.",
                hint: "Try again; tell the central team if it stays.")
    }

    private var requestEntry: Entry? {
        switch self {
        case .requestMalformed:
            Entry(
                status: 400, disposition: .stop,
                title: "The request is not what this address takes.",
                hint: "Check that agent and aggregator are of matching versions.")
        case .mediaTypeUnsupported:
            Entry(
                status: 415, disposition: .stop, title: "The media type is not taken here.",
                hint: "Send responses as \(MediaType.responses), all else as \(MediaType.json).")
        case .encodingUnsupported:
            Entry(
                status: 415, disposition: .stop, title: "The content encoding is not taken here.",
                hint: "Send the body with zstd, with gzip or without encoding.")
        case .bodyTooLarge:
            Entry(
                status: 413, disposition: .stop, title: "The body is larger than the limit.",
                hint: "Send smaller batches; the limits are in the answer to hello.")
        case .bodyMalformed:
            Entry(
                status: 400, disposition: .retry, title: "The body cannot be decoded.",
                hint: "The body was damaged on its way or by a proxy; it is sent again.")
        case .batchTooLarge:
            Entry(
                status: 413, disposition: .stop,
                title: "The batch has more responses than the limit.",
                hint: "Send smaller batches; the limits are in the answer to hello.")
        case .digestMismatch:
            Entry(
                status: 400, disposition: .retry, title: "The body is not the one that was sent.",
                hint: "Something changed the body on its way; it is sent again.")
        case .notFound:
            Entry(
                status: 404, disposition: .stop, title: "There is nothing at this address.",
                hint: "Check the server's address and version.")
        case .methodNotAllowed:
            Entry(
                status: 405, disposition: .stop, title: "The address does not take this method.",
                hint: "See protocol/openapi.yaml for the methods of each address.")
        case .requestTimedOut:
            Entry(
                status: 408, disposition: .retry, title: "The request took too long to arrive.",
                hint: "The network is slow; a smaller batch is sent next.")
        case .tooManyRequests:
            Entry(
                status: 429, disposition: .retry, title: "Too many requests.",
                hint: "Wait as long as Retry-After says.")
        case .serverBusy:
            Entry(
                status: 503, disposition: .retry, title: "The server has too much to do.",
                hint: "Wait as long as Retry-After says.")
        case .storageFailed:
            Entry(
                status: 503, disposition: .retry, title: "The server could not store the batch.",
                hint: "Nothing of it counts as received; the central team must look at its disk.")
        case .internalFailure:
            Entry(
                status: 500, disposition: .retry, title: "The server failed.",
                hint: "Try again; tell the central team if it stays.")
        default: nil
        }
    }

    private var accessEntry: Entry? {
        switch self {
        case .certificateRequired:
            Entry(
                status: 401, disposition: .stop, title: "A client certificate is required here.",
                hint: "Enroll the agent with a code from the central team.")
        case .certificateUnknown:
            Entry(
                status: 403, disposition: .stop, title: "The client certificate is not known here.",
                hint: "Enroll the agent again with a new code from the central team.")
        case .certificateExpired:
            Entry(
                status: 403, disposition: .stop, title: "The client certificate has expired.",
                hint: "Enroll the agent again with a new code from the central team.")
        case .agentRevoked:
            Entry(
                status: 403, disposition: .stop, title: "The agent's permission was withdrawn.",
                hint: "Everything is kept on this computer; ask the central team for a new code.")
        case .codeUnknown:
            Entry(
                status: 403, disposition: .stop, title: "The enrollment code is not valid.",
                hint: "Paste the whole code, or ask the central team for a new one.")
        case .codeExpired:
            Entry(
                status: 403, disposition: .stop, title: "The enrollment code has expired.",
                hint: "Ask the central team for a new code.")
        case .codeUsed:
            Entry(
                status: 403, disposition: .stop, title: "The enrollment code was already used.",
                hint: "Ask the central team for a new code; each works once.")
        case .signingRequestInvalid:
            Entry(
                status: 422, disposition: .stop,
                title: "The certificate signing request is not valid.",
                hint: "Enroll with an unchanged survey-agent.")
        case .agentTooOld:
            Entry(
                status: 426, disposition: .stop, title: "The agent is too old for this server.",
                hint: "Update survey-agent; everything is kept on this computer.")
        case .roundUnknown:
            Entry(
                status: 404, disposition: .stop,
                title: "There is no such round for this organization.",
                hint: "See the rounds with `survey-agent rounds`.")
        case .roundNotOpen:
            Entry(
                status: 409, disposition: .retry, title: "The round has not been opened.",
                hint: "The responses stay here and are sent when the round opens.")
        default: nil
        }
    }
}

import SurveyProtocol

/// Why a request has no usable answer, and what to do about it.
struct TransportFault: Error, Hashable, Sendable {
    /// What the caller does about a fault; loops switch on this alone.
    enum Disposition: String, Sendable {
        /// The same request may succeed later.
        case retry
        /// This request never succeeds; others may.
        case refuse
        /// Nothing succeeds before a person acts.
        case stop
    }

    /// What kind of fault it is, for exit codes and texts.
    enum Kind: String, Sendable {
        /// No answer from the server.
        case unreachable
        /// Something that is not the server answered.
        case captivePortal = "captive-portal"
        /// The server answered and cannot do it now.
        case busy
        /// The server does not let this agent in.
        case notPermitted = "not-permitted"
        /// The server does not take the request, or this computer cannot make it.
        case failed
    }

    /// A stable name, such as `curl-7`, `http-503` or a problem code of the protocol.
    let code: String
    /// What the caller does about it.
    let disposition: Disposition
    /// What kind of fault it is.
    let kind: Kind
    /// What happened, naming the thing.
    let reason: String
    /// What a person can do.
    private(set) var hint: String
    /// The same while the program tries again by itself.
    let hintMeanwhile: String
    /// What may help, of a fault after which it is only tried again.
    private var advice: String?
    /// The seconds the server asked to wait.
    var retryAfterSeconds: Double?
    /// How the body of the request was compressed; nil when it was not, or had no responses.
    var bodyCoding: ContentCoding?

    /// A fault.
    init(
        _ code: String, _ disposition: Disposition, _ kind: Kind, reason: String, hint: String
    ) {
        self.code = code
        self.disposition = disposition
        self.kind = kind
        self.reason = reason
        self.hint = hint
        hintMeanwhile = hint
    }

    /// A fault after which nothing needs to be done but to try again.
    ///
    /// - Parameter advice: what may help; that nothing is lost and who tries again is added.
    init(
        passing code: String, _ kind: Kind, reason: String, advice: String
    ) {
        self.code = code
        disposition = .retry
        self.kind = kind
        self.reason = reason
        self.advice = advice
        hint = "\(advice); nothing is lost, and `survey-agent sync` tries again"
        hintMeanwhile = "\(advice); nothing is lost, and it is tried again by itself"
    }
}

extension TransportFault {
    /// The same of an enrollment, which nothing repeats by itself.
    var askingForTheCode: TransportFault {
        var fault = self
        fault.hint = "\(advice.map { "\($0), then " } ?? "")paste the same code again"
        return fault
    }

    /// Whoever runs the program ended it before the answer came.
    static let interrupted = TransportFault(
        "interrupted", .stop, .failed, reason: "it was stopped before it was done",
        hint: "nothing is lost, and the next `survey-agent sync` goes on from here")

    /// An answer that is longer than any of the server's: something else gave it.
    static func answerTooLong(_ server: String) -> TransportFault {
        TransportFault(
            passing: "answer-too-long", .captivePortal,
            reason: "the answer for \(server) is longer than any of the server's",
            advice: "a sign-in page or proxy is in between: sign in to the network")
    }
}

extension TransportFault: AgentFault {
    var exit: ExitStatus {
        switch kind {
        case .unreachable, .captivePortal, .busy: .unreachable
        case .notPermitted: .notPermitted
        case .failed: .failed
        }
    }
}

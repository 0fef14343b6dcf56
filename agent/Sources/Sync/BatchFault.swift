import SurveyProtocol

/// What a failed request with responses was about, when it was not about everything.
enum BatchFault: Hashable, Sendable {
    /// The way in which the body is compressed.
    case coding
    /// The round.
    case round
    /// These responses, or how many they are; only the server itself may refuse one for good.
    case responses(isServersWord: Bool)

    /// Problems of one round that do not concern the others.
    private static let roundCodes: Set<String> = [
        ProblemCode.roundNotOpen.rawValue, ProblemCode.roundUnknown.rawValue,
    ]
    /// Problems of a body that is too much for the server.
    private static let sizeCodes: Set<String> = [
        ProblemCode.bodyTooLarge.rawValue, ProblemCode.batchTooLarge.rawValue,
    ]
    /// A body that is too much for something on the way, which answers in its own words.
    private static let tooLargeOnTheWay = "http-413"

    /// What the fault was about; nil when about everything.
    init?(_ fault: TransportFault) {
        if CodingFallback.isAtOnce(after: fault) {
            self = .coding
        } else if Self.roundCodes.contains(fault.code) {
            self = .round
        } else if Self.sizeCodes.contains(fault.code) || fault.disposition == .refuse {
            self = .responses(isServersWord: true)
        } else if fault.code == Self.tooLargeOnTheWay {
            self = .responses(isServersWord: false)
        } else {
            return nil
        }
    }
}

extension Ruling {
    /// What the server's refusal of one response as a whole means for it.
    init(refusing entry: SpoolEntry, because fault: TransportFault) {
        self.init(
            entry: entry, verdict: .refused, receipt: nil,
            problem: ReportedProblem(
                code: fault.code, title: "The server does not take this response.",
                detail: fault.reason, hint: fault.hint))
    }
}

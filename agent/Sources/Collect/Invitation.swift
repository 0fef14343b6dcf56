import SurveyProtocol

/// One person's way to the form: a code that works for one response.
///
/// With a label the coordinator sees who has answered. Without one the invitation is anonymous:
/// once the response is sealed, nothing here says which one it was.
struct Invitation: Codable, Hashable, Sendable {
    /// Where it is.
    enum State: Hashable, Sendable {
        /// Nobody has used it.
        case unused
        /// A draft is being filled.
        case begun
        /// The response is sealed.
        case answered
    }

    /// Its number on the sheet, from 1.
    let number: Int
    /// The code, without hyphens.
    let code: String
    /// Who it is for; stays on this computer. Nil for an anonymous one.
    let label: String?
    /// The name of the draft that is being filled.
    var draft: String?
    /// The sealed response of a respondent with a label.
    var response: ResponseID?
    /// Whether a response was sealed with it.
    var isUsed = false

    /// Where it is.
    var state: State { draft != nil ? .begun : isUsed ? .answered : .unused }

    /// Whether its holder may answer or correct: always with a label, else once.
    var isUsable: Bool { label != nil || !isUsed || draft != nil }

    /// Notes that the response is sealed; an anonymous one keeps no trace of which.
    mutating func seal(_ id: ResponseID) {
        draft = nil
        isUsed = true
        response = label == nil ? nil : id
    }
}

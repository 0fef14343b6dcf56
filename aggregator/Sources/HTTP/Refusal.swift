import HTTPTypes
import SurveyProtocol

/// A problem with a header that says what to do.
struct Refusal: Error {
    /// What is wrong.
    let problem: Problem
    /// The headers that belong to it.
    let headers: HTTPFields

    /// Too many requests of one sender.
    /// - Parameter wait: seconds to wait at least.
    static func tooMany(_ what: String, wait: Double) -> Refusal {
        Refusal(
            problem: Problem(.tooManyRequests, "too many \(what)"),
            headers: [.retryAfter: "\(max(1, Int(wait.rounded(.up))))"])
    }

    /// A method that an address does not take.
    static func method(_ path: String, takes methods: [HTTPRequest.Method]) -> Refusal {
        let names = methods.map(\.rawValue).sorted().joined(separator: ", ")
        return Refusal(
            problem: Problem(.methodNotAllowed, "\(path) takes \(names)"),
            headers: [.allow: names])
    }
}

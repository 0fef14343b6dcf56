import SurveyProtocol

/// A problem that says when to come back.
struct Refusal: Error {
    /// What is wrong.
    let problem: Problem
    /// Seconds to wait at least.
    let seconds: Int

    /// Too many requests of one sender.
    static func tooMany(_ what: String, wait: Double) -> Refusal {
        Refusal(
            problem: Problem(.tooManyRequests, "too many \(what)"),
            seconds: max(1, Int(wait.rounded(.up))))
    }
}

import SurveyProtocol

/// Where a response is kept for a person, and what the person did about it.
struct KeptPlace: Equatable, Sendable {
    /// Its place in the order of arrival.
    let place: StoredPlace
    /// Why it was kept.
    let problem: Problem
    /// Why a person decided that it does not count; nil when nobody did.
    var rejected: String?
    /// Why a person gave it back; nil when nobody did.
    var returned: String?

    /// What its sender is told today.
    var outcome: StoredOutcome {
        if let rejected {
            return StoredOutcome(
                verdict: .refused, sequence: nil, received: nil,
                problem: Problem(.responseRejected, rejected))
        }
        return StoredOutcome(
            verdict: .quarantined, sequence: place.sequence, received: place.received,
            problem: returned.map { Problem(.responseReturned, $0) } ?? problem)
    }
}

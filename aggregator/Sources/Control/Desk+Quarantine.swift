/// Deciding about single responses.
extension Desk {
    /// What waits for a decision in a round; also what was decided, when asked for.
    func quarantine(round id: String, decided: Bool) throws -> [QuarantineOverview] {
        try principal.require(.readQuarantine, on: .group)
        let round = try reader.round(id)
        return try reader.quarantine(round: round.id, decided: decided)
            .map(QuarantineOverview.init)
    }

    /// One response that is kept apart.
    func quarantined(_ number: Int64) throws -> QuarantineOverview {
        try principal.require(.readQuarantine, on: .group)
        return QuarantineOverview(try reader.quarantined(number).entry)
    }

    /// Carries out what this person decided about a quarantined response.
    func decide(_ decision: QuarantineDecision) throws {
        try principal.require(.decideQuarantine, on: .group)
        try perform(.decide(decision))
    }

    /// Gives a response, or what is quarantined under a number, back to be corrected.
    func giveBack(response: String, reason: String) throws {
        try principal.require(.returnResponse, on: .group)
        try perform(.giveBack(response: response, reason: reason))
    }
}

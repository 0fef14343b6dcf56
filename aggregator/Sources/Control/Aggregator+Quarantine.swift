import MaturityModel
import SurveyProtocol

/// What a person at the centre decides about single responses.
extension Aggregator {
    /// Carries out a decision about a quarantined response.
    ///
    /// Deciding the same again changes nothing; what was rejected can be accepted later.
    /// - Throws: `quarantine-unknown`, `quarantine-decided`, `response-unfit`.
    func decide(_ decision: QuarantineDecision, at now: Timestamp) throws {
        try Self.checkReason(decision.reason, isRequired: !decision.isAccepted)
        let (entry, bytes) = try reader.quarantined(decision.number)
        if let ruling = entry.ruling {
            if ruling.isAccepted, decision.isAccepted { return }
            guard !ruling.isAccepted else {
                throw AggregatorError(
                    .quarantineDecided,
                    "number \(entry.number) was accepted on \(ruling.decided.text)",
                    hint: "what is stored stays; give it back with `survey-aggregator return`")
            }
        }
        guard decision.isAccepted else { return try store.reject(decision, at: now) }
        try store.accept(entry, as: try sound(entry, bytes), decision, at: now)
    }

    /// The response of an entry, read as one that counts.
    private func sound(_ entry: QuarantineEntry, _ bytes: [UInt8]) throws -> Batch {
        let round = try rounds.entry(entry.round)
        guard let organization = round.organizations[entry.organization] else {
            throw AggregatorError(
                .responseUnfit,
                "organization \(entry.organization) is not on the roster of \(entry.round)",
                hint: "put it on the roster first, or reject the response")
        }
        let sender = BatchSender(
            round: round.round, organization: (entry.organization, organization.key),
            agent: entry.agent, index: round.index, admission: .open)
        var reader = BatchReader(sender: sender, isDecided: true)
        let batch = try reader.read(bytes)
        if case .refused(let problem)? = batch.lines.first?.standing {
            throw AggregatorError(
                .responseUnfit,
                "number \(entry.number) does not fit the round's questionnaire: "
                    + "\(problem.code.title) (\(problem.detail))",
                hint: "give it back with `survey-aggregator return`, or reject it")
        }
        return batch
    }

    /// Gives the newest revision of a response back to its organization.
    ///
    /// - Parameter name: a response's id, or the number of a quarantined one.
    /// - Returns: the reason of before, when it was given back already.
    /// - Throws: `response-unknown`, `round-state-wrong` once the results are published.
    func giveBack(_ name: String, reason: String, at now: Timestamp) throws -> String? {
        try Self.checkReason(reason, isRequired: true)
        if let number = Int64(name) {
            let entry = try reader.quarantined(number).entry
            return try giveBack(entry, reason: reason, at: now)
        }
        guard let id = ResponseID(name) else { throw Self.responseUnknown(name) }
        let kept = try reader.quarantine(response: id).max {
            $0.response.revision < $1.response.revision
        }
        guard let stored = try reader.newest(id) else {
            guard let kept else { throw Self.responseUnknown(name) }
            return try giveBack(kept, reason: reason, at: now)
        }
        if let kept, kept.response.revision > stored.response.revision {
            return try giveBack(kept, reason: reason, at: now)
        }
        return try store.giveBack(
            stored.response, to: stored.organization, round: stored.round, reason: reason,
            at: now)
    }

    private func giveBack(
        _ entry: QuarantineEntry, reason: String, at now: Timestamp
    ) throws -> String? {
        try store.giveBack(
            entry.response, to: entry.organization, round: try reader.round(entry.round).key,
            reason: reason, at: now)
    }

    private static func checkReason(_ reason: String, isRequired: Bool) throws {
        let isPlain = HiddenCharacter.first(in: reason, isOneLine: true) == nil
        let count = reason.utf8.count
        guard isPlain, count <= Limits.reasonBytesMaximum, count > 0 || !isRequired else {
            throw AggregatorError(
                .settingInvalid,
                "a reason is 1 to \(Limits.reasonBytesMaximum) bytes of text on one line",
                hint: "say in a sentence what the coordinator should know")
        }
    }

    private static func responseUnknown(_ name: String) -> AggregatorError {
        AggregatorError(
            .responseUnknown, "there is no response \(name)",
            hint: "name it by its id, or by its number from `quarantine list`")
    }
}

import SurveyProtocol

/// Taking responses from a file: the same bytes, the same verdicts, no network.
extension Aggregator {
    /// Stores what a hand-over file holds and answers with a file of verdicts.
    ///
    /// Importing the same file again gives `duplicate` for what was stored.
    /// - Throws: what is wrong with the file, or why its agent may not send.
    func importHandOver(_ bytes: [UInt8], at now: Timestamp) throws -> HandOverReceipts {
        let file = try HandOverFile(bytes, authority: authority, server: settings.server)
        do {
            let agent = try agents.agent(serial: file.serial, at: now)
            guard agent.id == file.head.agent else {
                throw Problem(.requestMalformed, "the certificate is not the named agent's")
            }
            let verdicts = try store(file, from: agent, at: now)
            try store.audit("hand-over imported", object: agent.id, at: now)
            return try HandOverReceipts(
                answering: file, with: verdicts, epoch: epoch, by: authority, at: now)
        } catch let problem as Problem {
            throw AggregatorError(
                .handOverRefused,
                "the hand-over file is refused: \(problem.code.title) (\(problem.detail))",
                hint: problem.code.hint)
        }
    }

    private func store(
        _ file: HandOverFile, from agent: StoredAgent, at now: Timestamp
    ) throws -> [VerdictLine] {
        let sender = try sender(agent, round: file.head.round, at: now)
        var reader = BatchReader(sender: sender)
        var maker = verdictMaker
        var verdicts: [VerdictLine] = []
        var lines = file.body.split(separator: 0x0A)[...]
        while !lines.isEmpty {
            let part = lines.prefix(Limits.batchResponsesMaximum)
            lines = lines.dropFirst(part.count)
            let batch = try reader.read(Array(part.joined(separator: [0x0A])))
            let outcomes = try store.store([batch], at: now)[0]
            verdicts += zip(batch.lines, outcomes).map { maker.line($0, $1) }
        }
        return verdicts
    }

    /// Who sends a batch to a round, and what the round expects.
    /// - Throws: a `Problem` when the round takes nothing.
    func sender(
        _ agent: StoredAgent, round id: String, at now: Timestamp
    ) throws -> BatchSender {
        let entry = try rounds.entry(id)
        let own = entry.dates[agent.organization] ?? RoundDates()
        let admission = entry.round.admission(at: now, own: own)
        guard entry.round.state != .draft, admission != .notYet else {
            throw Problem(.roundNotOpen, "round `\(entry.round.id)`")
        }
        let organization = entry.organizations[agent.organization]
        return BatchSender(
            round: entry.round, organization: (agent.organization, organization?.key),
            agent: agent.key, index: entry.index, admission: admission)
    }
}

import SurveyProtocol

/// Files the lines of batches in a table: for each one what `VerdictRule` says.
///
/// One value for one transaction. It is generic so that the compiler makes one loop of it and of
/// the table it works on.
struct BatchFiling<Table: ResponseTable> {
    /// The table as filed so far.
    private(set) var table: Table
    private let received: Timestamp
    private var sequence: Int64

    /// A filing into a table at a moment.
    init(into table: Table, at received: Timestamp) throws {
        self.table = table
        self.received = received
        sequence = try self.table.highestSequence()
    }

    /// Files a batch.
    /// - Returns: an outcome for each line, in order; they count once the transaction is durable.
    mutating func file(_ batch: borrowing Batch) throws -> [StoredOutcome] {
        var outcomes: [StoredOutcome] = []
        outcomes.reserveCapacity(batch.lines.count)
        for index in batch.lines.indices {
            outcomes.append(try file(batch.lines[index], of: batch))
        }
        try table.touch(agent: batch.agent, at: received)
        return outcomes
    }

    /// Ends the filing; to be called before the transaction ends.
    mutating func finish() throws {
        try table.finish()
    }

    private mutating func file(
        _ line: Incoming, of batch: borrowing Batch
    ) throws -> StoredOutcome {
        guard let id = line.id else { return refused(line) }
        switch line.standing {
        case .refused: return refused(line)
        case .quarantine(let problem):
            if let place = try placeOfSame(line, id: id, of: batch) { return duplicate(place) }
            return try quarantine(line, id: id, of: batch, because: problem)
        case .sound: break
        }
        guard let organization = batch.organization else {
            return try quarantine(
                line, id: id, of: batch,
                because: Problem(.organizationNotOnRoster, "it is not on the round's roster"))
        }
        let known = try table.known(id)
        switch VerdictRule.decide(line, organization: organization, known: known) {
        case .same(let sequence, let received):
            return duplicate(StoredPlace(sequence: sequence, received: received))
        case .quarantine(let problem):
            return try quarantine(line, id: id, of: batch, because: problem)
        case .acceptOlder, .accept: break
        }
        // What a person has to decide about waits for that, also when its reason has gone.
        if let kept = try table.kept(id, revision: line.revision, digest: line.digest) {
            return kept.outcome
        }
        if let problem = try objection(to: line, id: id, organization, known, of: batch) {
            return try quarantine(line, id: id, of: batch, because: problem)
        }
        let isOlder = known.contains { $0.revision > line.revision }
        return try insert(
            line, id: id, organization, of: batch, verdict: isOlder ? .superseded : .accepted)
    }

    /// Why a response that fits what is stored under its id must not count by itself.
    private mutating func objection(
        to line: Incoming, id: ResponseID, _ organization: Int64, _ known: [VerdictRule.Known],
        of batch: borrowing Batch
    ) throws -> Problem? {
        if known.isEmpty {
            guard try isRespondentKnown(line, id: id, organization, of: batch) else { return nil }
            return Problem(.respondentRepeated, "its respondent has another response")
        }
        if try table.isWithdrawn(id, organization: organization) {
            return Problem(.respondentRepeated, "another response of its respondent counts instead")
        }
        // The revision above came first: it must replace these bytes.
        let above = known.filter { $0.revision == line.revision + 1 }
        guard let next = above.first else { return nil }
        for stored in above where try table.replaced(by: stored.sequence) == line.digest {
            return nil
        }
        return Problem(
            .revisionConflict, "revision \(next.revision) is stored and replaces other bytes")
    }

    /// Where these bytes are stored already, though they could not be stored today.
    private mutating func placeOfSame(
        _ line: Incoming, id: ResponseID, of batch: borrowing Batch
    ) throws -> StoredPlace? {
        let organization = batch.organization
        let same = try table.known(id).first {
            $0.digest == line.digest && $0.revision == line.revision
                && $0.organization == organization
        }
        return same.map { StoredPlace(sequence: $0.sequence, received: $0.received) }
    }

    private mutating func isRespondentKnown(
        _ line: Incoming, id: ResponseID, _ organization: Int64, of batch: borrowing Batch
    ) throws -> Bool {
        if batch.isJoint { return try table.hasOther(than: id, organization: organization) }
        guard let respondent = line.respondent else { return false }
        return try table.hasOther(than: id, organization: organization, respondent: respondent)
    }

    private mutating func insert(
        _ line: Incoming, id: ResponseID, _ organization: Int64, of batch: borrowing Batch,
        verdict: Verdict
    ) throws -> StoredOutcome {
        let place = nextPlace()
        try table.insert(line, id: id, organization: organization, of: batch, at: place)
        return StoredOutcome(
            verdict: verdict, sequence: place.sequence, received: place.received, problem: nil)
    }

    /// Keeps a response apart; the same bytes once more get the receipt of the first time.
    private mutating func quarantine(
        _ line: Incoming, id: ResponseID, of batch: borrowing Batch, because problem: Problem
    ) throws -> StoredOutcome {
        if let kept = try table.kept(id, revision: line.revision, digest: line.digest) {
            return kept.outcome
        }
        let place = nextPlace()
        try table.quarantine(line, id: id, of: batch, at: place, because: problem)
        return StoredOutcome(
            verdict: .quarantined, sequence: place.sequence, received: place.received,
            problem: problem)
    }

    private mutating func nextPlace() -> StoredPlace {
        sequence += 1
        return StoredPlace(sequence: sequence, received: received)
    }

    private func refused(_ line: Incoming) -> StoredOutcome {
        var problem = Problem(.responseMalformed, "the line has no id")
        if case .refused(let reason) = line.standing { problem = reason }
        return StoredOutcome(verdict: .refused, sequence: nil, received: nil, problem: problem)
    }

    private func duplicate(_ place: StoredPlace) -> StoredOutcome {
        StoredOutcome(
            verdict: .duplicate, sequence: place.sequence, received: place.received, problem: nil)
    }
}

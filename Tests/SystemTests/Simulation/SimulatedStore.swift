import SurveyProtocol

@testable import SurveyAggregator

/// The store of a simulation: a value, so that a backup is a copy.
///
/// The real `BatchFiling` files into the memory twin of the tables; this adds what people at the
/// centre decide.
struct SimulatedStore {
    /// What the central team gave back.
    private struct GivenBack {
        let organization: Int64
        let response: ReturnedResponse
    }

    var epoch = 1
    private(set) var table = MemoryResponseTable()
    private var rejected: Set<String> = []
    private var returns: [GivenBack] = []

    /// The digests of the bytes that count.
    var stored: [Digest] { table.rows.map(\.digest) }
    /// What is kept for a person's decision, or was rejected.
    var kept: [MemoryResponseTable.KeptRow] {
        table.kept.filter { row in !isStored(row.id, row.revision, row.digest) }
    }

    /// The digests of the bytes that are kept so.
    var keptDigests: [Digest] { kept.map(\.digest) }
    /// Whether every digest is that of the bytes beside it.
    var isIntact: Bool {
        table.rows.allSatisfy { Digest.sha256(of: $0.bytes.span) == $0.digest }
            && table.kept.allSatisfy { Digest.sha256(of: $0.bytes.span) == $0.digest }
    }
    /// Why they are.
    var keptCodes: [ProblemCode] { kept.map(\.problem.code) }
    /// The ids of what counts, one a revision.
    var storedIDs: [ResponseID] { table.rows.map(\.id) }

    /// Stores a batch; durable when it returns.
    mutating func store(_ batch: Batch, at received: Timestamp) throws -> [StoredOutcome] {
        var filing = try BatchFiling(into: table, at: received)
        let outcomes = try filing.file(batch)
        table = filing.table
        return outcomes
    }

    /// Stores a batch as if nothing of it had ever been seen: a planted defect.
    mutating func storeUnseen(_ batch: Batch, at received: Timestamp) throws -> [StoredOutcome] {
        var filing = try BatchFiling(into: MemoryResponseTable(), at: received)
        let outcomes = try filing.file(batch)
        for (line, outcome) in zip(batch.lines, outcomes) where outcome.verdict == .accepted {
            guard let id = line.id, let organization = batch.organization else { continue }
            let place = StoredPlace(sequence: table.highestSequence() + 1, received: received)
            table.insert(line, id: id, organization: organization, of: batch, at: place)
        }
        return outcomes
    }

    /// What it has of a response.
    func held(_ question: ReconcileQuestion) -> (state: HeldState, problem: Problem?) {
        let (id, revision, digest) = (question.id, question.revision, question.digest)
        if isStored(id, revision, digest) { return (.stored, nil) }
        guard
            let row = table.kept.first(where: {
                $0.id == id && $0.revision == revision && $0.digest == digest
            })
        else { return (.missing, nil) }
        return rejected.contains(Self.key(row))
            ? (.rejected, Problem(.responseRejected, "decided")) : (.quarantined, row.problem)
    }

    /// A person lets a quarantined response count, when its place is free.
    ///
    /// - Parameter batch: its bytes, read once more.
    mutating func accept(_ row: MemoryResponseTable.KeptRow, _ batch: Batch, at now: Timestamp) {
        guard !rejected.contains(Self.key(row)), let organization = batch.organization,
            let line = batch.lines.first, !line.codes.isEmpty,
            table.known(row.id).allSatisfy({
                $0.revision != row.revision && $0.organization == organization
            })
        else { return }
        let place = StoredPlace(sequence: table.highestSequence() + 1, received: now)
        table.insert(line, id: row.id, organization: organization, of: batch, at: place)
    }

    /// A person decides that a quarantined response does not count; it is kept.
    mutating func reject(_ row: MemoryResponseTable.KeptRow) { rejected.insert(Self.key(row)) }

    /// The central team gives the newest revision of a response back.
    mutating func giveBack(_ id: ResponseID, reason: String) {
        guard let newest = table.known(id).max(by: { $0.revision < $1.revision }),
            !returns.contains(where: { $0.response.digest == newest.digest })
        else { return }
        let question = ReconcileQuestion(
            id: id, revision: newest.revision, digest: newest.digest)
        returns.append(
            GivenBack(
                organization: newest.organization,
                response: ReturnedResponse(
                    question, reason: reason, returnedAt: "2026-03-01T09:30:00Z")))
    }

    /// What an organization was given back and has not answered with a newer revision.
    func openReturns(of organization: Int64) -> [ReturnedResponse] {
        returns.filter { entry in
            entry.organization == organization
                && !table.known(entry.response.id).contains {
                    $0.revision > entry.response.revision
                }
        }.map(\.response).sorted { ($0.id, $0.revision) < ($1.id, $1.revision) }
    }

    private func isStored(_ id: ResponseID, _ revision: Int, _ digest: Digest) -> Bool {
        table.known(id).contains { $0.revision == revision && $0.digest == digest }
    }

    private static func key(_ row: MemoryResponseTable.KeptRow) -> String {
        "\(row.id).\(row.revision).\(row.digest)"
    }
}

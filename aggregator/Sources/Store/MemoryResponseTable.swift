import SurveyProtocol

/// The memory twin of the tables of responses, for tests and simulations.
struct MemoryResponseTable: ResponseTable, Sendable {
    /// A stored response.
    struct Row: Equatable, Sendable {
        let id: ResponseID
        let revision: Int
        let digest: Digest
        let replaces: Digest?
        let organization: Int64
        let respondent: [UInt8]?
        let place: StoredPlace
        let bytes: [UInt8]
        let codes: [UInt8]
    }

    /// A response that is kept for a person.
    struct KeptRow: Equatable, Sendable {
        let id: ResponseID
        let revision: Int
        let digest: Digest
        let round: Int64
        let place: StoredPlace
        let problem: Problem
        let bytes: [UInt8]
    }

    /// What is stored, in the order of arrival.
    private(set) var rows: [Row] = []
    /// What is kept for a person, in the order of arrival.
    private(set) var kept: [KeptRow] = []
    /// When agents were last heard of, by their key.
    private(set) var seen: [Int64: Timestamp] = [:]
    private var places: [ResponseID: [Int]] = [:]

    func known(_ id: ResponseID) -> [VerdictRule.Known] {
        (places[id] ?? []).map { index in
            let row = rows[index]
            return VerdictRule.Known(
                revision: row.revision, digest: row.digest, organization: row.organization,
                sequence: row.place.sequence, received: row.place.received)
        }
    }

    func hasOther(than id: ResponseID, organization: Int64, respondent: [UInt8]) -> Bool {
        rows.contains {
            $0.organization == organization && $0.respondent == respondent && $0.id != id
        }
    }

    func hasOther(than id: ResponseID, organization: Int64) -> Bool {
        rows.contains { $0.organization == organization && $0.id != id }
    }

    func replaced(by sequence: Int64) -> Digest? {
        rows.first { $0.place.sequence == sequence }?.replaces
    }

    /// Nobody decides about anything in memory.
    func isWithdrawn(_ id: ResponseID, organization: Int64) -> Bool { false }

    func kept(_ id: ResponseID, revision: Int, digest: Digest) -> KeptPlace? {
        kept.first { $0.id == id && $0.revision == revision && $0.digest == digest }
            .map { KeptPlace(place: $0.place, problem: $0.problem) }
    }

    mutating func insert(
        _ line: Incoming, id: ResponseID, organization: Int64, of batch: borrowing Batch,
        at place: StoredPlace
    ) {
        places[id, default: []].append(rows.count)
        rows.append(
            Row(
                id: id, revision: line.revision, digest: line.digest,
                replaces: line.replaces, organization: organization,
                respondent: line.respondent, place: place, bytes: Array(batch.bytes[line.bytes]),
                codes: Array(batch.codes[line.codes])))
    }

    mutating func quarantine(
        _ line: Incoming, id: ResponseID, of batch: borrowing Batch, at place: StoredPlace,
        because problem: Problem
    ) {
        kept.append(
            KeptRow(
                id: id, revision: line.revision, digest: line.digest, round: batch.round,
                place: place, problem: problem, bytes: Array(batch.bytes[line.bytes])))
    }

    mutating func touch(agent: Int64, at moment: Timestamp) {
        seen[agent] = moment
    }

    func finish() {}

    func highestSequence() -> Int64 {
        max(rows.last?.place.sequence ?? 0, kept.last?.place.sequence ?? 0)
    }
}

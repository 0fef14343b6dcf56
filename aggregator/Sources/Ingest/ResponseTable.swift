import SurveyProtocol

/// What ingest asks of a store inside one transaction.
///
/// `BatchFiling` decides with it; SQLite and the memory twin carry it out, and one contract suite
/// holds both to the same.
protocol ResponseTable {
    /// Every revision stored under an id, in no order.
    mutating func known(_ id: ResponseID) throws -> [VerdictRule.Known]

    /// Whether a respondent of an organization has a response under another id.
    mutating func hasOther(
        than id: ResponseID, organization: Int64, respondent: [UInt8]
    ) throws -> Bool

    /// Whether an organization has a response under another id.
    mutating func hasOther(than id: ResponseID, organization: Int64) throws -> Bool

    /// What the stored response at a place says that it replaces.
    mutating func replaced(by sequence: Int64) throws -> Digest?

    /// Whether a person let another response of the same respondent count instead.
    mutating func isWithdrawn(_ id: ResponseID, organization: Int64) throws -> Bool

    /// Where exactly these bytes are kept for a person, and what became of them there.
    mutating func kept(_ id: ResponseID, revision: Int, digest: Digest) throws -> KeptPlace?

    /// Stores a sound response of an organization on the roster.
    mutating func insert(
        _ line: Incoming, id: ResponseID, organization: Int64, of batch: borrowing Batch,
        at place: StoredPlace
    ) throws

    /// Keeps a response apart for a person.
    mutating func quarantine(
        _ line: Incoming, id: ResponseID, of batch: borrowing Batch, at place: StoredPlace,
        because problem: Problem
    ) throws

    /// Notes when an agent was last heard of.
    mutating func touch(agent: Int64, at moment: Timestamp) throws

    /// Writes what was gathered; to be called before the transaction ends.
    mutating func finish() throws

    /// The highest place given out so far; 0 in an empty store.
    mutating func highestSequence() throws -> Int64
}

/// Where and when something was stored.
struct StoredPlace: Equatable, Sendable {
    /// The place in the order of arrival, from 1.
    let sequence: Int64
    /// When it was stored, by the aggregator's clock.
    let received: Timestamp
    /// The number of the quarantined response that a person let count here although its revision
    /// is stored; 0 for all others.
    var decision: Int64 = 0
}

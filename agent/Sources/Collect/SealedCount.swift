/// How many responses are sealed, and in how many revisions: one that was corrected is one response
/// with several revisions, each a file of its own.
struct SealedCount: Hashable, Sendable {
    let responses: Int
    let revisions: Int

    /// What so many revisions come to.
    init(_ entries: [SpoolEntry]) {
        responses = Set(entries.map(\.id)).count
        revisions = entries.count
    }

    /// Numbers that were counted before.
    init(responses: Int, revisions: Int) {
        (self.responses, self.revisions) = (responses, revisions)
    }
}

extension Spool {
    /// How many responses of a round are in each state; one of which several revisions are in the
    /// same state counts once there.
    func responseCounts(_ round: String) throws(DiskFault) -> [SpoolState: Int] {
        var counts = try counts(round, of: [.drafts, .quarantine])
        for state in SpoolState.sealed {
            counts[state] = SealedCount(try entries(round, state)).responses
        }
        return counts
    }
}

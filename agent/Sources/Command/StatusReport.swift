import SurveyProtocol

/// The output of `status --json`.
struct StatusReport: Codable, Hashable, Sendable {
    /// How many responses are in each state; one of which several revisions are in the same state
    /// counts once there.
    struct Counts: Codable, Hashable, Sendable {
        var drafts = 0
        var waiting = 0
        var acknowledged = 0
        var held = 0
        var returned = 0
        var refused = 0
        var quarantine = 0
    }

    /// One round.
    struct OfRound: Codable, Hashable, Sendable {
        let round: String
        /// Absent when the round is not known here any more.
        let state: RoundState?
        let counts: Counts
    }

    /// A response that a person should look at.
    struct Matter: Codable, Hashable, Sendable {
        let round: String
        /// `returned`, `refused`, `held`; in this order.
        let state: String
        let id: ResponseID
        let revision: Int
        /// Where it came from: a file with a line, or an invitation; absent when nothing is known.
        let from: String?
        let problem: ReportedProblem?
    }

    let enrolled: Bool
    let organization: String?
    /// What the centre calls it; absent while nothing says so.
    let organizationName: String?
    let group: String?
    let server: String?
    let address: String?
    let agent: String?
    let proxy: String
    let lastSync: String?
    let lastContact: String?
    let clockDifferenceSeconds: Int?
    let lastFailure: String?
    let lastReason: String?
    let nextTry: String?
    let counts: Counts
    let rounds: [OfRound]
    let matters: [Matter]

    /// The state of an agent's files now.
    init(_ agent: Agent) throws {
        let enrollment = try agent.home.enrollment()
        let record = agent.home.syncRecord()
        enrolled = enrollment != nil
        organization = enrollment?.organization
        organizationName = agent.home.organizationName()
        group = enrollment?.group
        server = enrollment?.server
        address = enrollment?.address
        self.agent = enrollment?.agent
        proxy = try agent.proxy(option: nil).shown
        lastSync = record.lastSync
        lastContact = record.lastContact
        clockDifferenceSeconds = record.clockDifferenceSeconds
        lastFailure = record.lastFailure
        lastReason = record.reason
        nextTry = record.nextTry
        let known = try agent.home.rounds()
        var total = Counts()
        var rounds: [OfRound] = []
        var matters: [Matter] = []
        for id in Set(try agent.spool.rounds()).union(known.map(\.id)).sorted() {
            let counts = Counts(try agent.spool.responseCounts(id))
            total.add(counts)
            let state = known.first { $0.id == id }?.state
            rounds.append(OfRound(round: id, state: state, counts: counts))
            // In an archived round there is nothing to be done about a response any more.
            if state != .archived { matters += try Self.matters(id, agent) }
        }
        counts = total
        self.rounds = rounds
        // What the centre gave back comes first, whatever its round.
        self.matters =
            matters.filter { $0.state == "returned" } + matters.filter { $0.state != "returned" }
    }

    /// How many responses need a person, by state: those of rounds that are not archived.
    var attention: Counts {
        rounds.filter { $0.state != .archived }.reduce(into: Counts()) { $0.add($1.counts) }
    }

    private static func matters(_ round: String, _ agent: Agent) throws -> [Matter] {
        let spool = agent.spool
        let provenance = try Provenance(round, in: agent.home)
        var matters: [Matter] = []
        for state in [SpoolState.returned, .refused, .held] {
            for entry in try spool.entries(round, state) {
                matters.append(
                    Matter(
                        round: round, state: state.rawValue, id: entry.id,
                        revision: entry.revision, from: provenance.text(entry.id),
                        problem: try spool.problem(of: entry)))
            }
        }
        return matters
    }
}

extension StatusReport.Counts {
    fileprivate init(_ counts: [SpoolState: Int]) {
        drafts = counts[.drafts] ?? 0
        waiting = counts[.waiting] ?? 0
        acknowledged = counts[.acknowledged] ?? 0
        held = counts[.held] ?? 0
        returned = counts[.returned] ?? 0
        refused = counts[.refused] ?? 0
        quarantine = counts[.quarantine] ?? 0
    }

    /// What only a person can bring further.
    var needPerson: Int { returned + refused + quarantine }

    fileprivate mutating func add(_ other: Self) {
        drafts += other.drafts
        waiting += other.waiting
        acknowledged += other.acknowledged
        held += other.held
        returned += other.returned
        refused += other.refused
        quarantine += other.quarantine
    }
}

/// Makes a snapshot from organizations as they come, without keeping their figures.
///
/// Its bytes are those that `Results.snapshotBytes` makes of the same inputs.
package struct SnapshotMaker: Sendable {
    /// How many responses there are so far.
    package private(set) var responses = 0

    private let plan: ScoringPlan
    private let roster: Roster
    private let absent: [UInt8]
    private var text: SnapshotText
    private var reliability: ReliabilityMerger
    private var count = 0
    private var unknownCode: Int?

    /// Begins a snapshot, with all that is known before answers.
    package init(_ plan: ScoringPlan, roster: Roster, settings: RoundSettings) {
        self.plan = plan
        self.roster = roster
        absent = OrganizationFigures(plan).json()
        text = SnapshotText(plan.questionnaire, roster, settings)
        reliability = ReliabilityMerger(plan)
    }

    /// How many bytes have come about and were not taken away.
    package var byteCount: Int { text.bytes.count }

    /// Adds the next organization of the roster; nil when it has no answers.
    package mutating func add(_ entry: SnapshotEntry?) {
        text.add(entry?.json ?? absent)
        if let entry {
            responses += entry.count
            reliability.add(entry.reliability)
            if entry.hasUnknownCode { unknownCode = unknownCode ?? count }
        }
        count += 1
    }

    /// Takes away the bytes that have come about.
    package mutating func takeBytes() -> [UInt8] { text.take() }

    /// The bytes that remain, once every organization of the roster was added.
    package consuming func closed() throws(AggregationFault) -> [UInt8] {
        precondition(count == roster.organizations.count, "every organization has its place")
        if let unknownCode {
            throw .unknownCode(organization: roster.organizations[unknownCode].id)
        }
        return text.closed(reliability.sums())
    }
}

/// What a snapshot needs of one organization.
package struct SnapshotEntry: Sendable {
    /// How many responses it has.
    package let count: Int

    let json: [UInt8]
    let reliability: [[Moments]]
    let hasUnknownCode: Bool

    /// The entry of an organization that was scored.
    package init(_ organization: ScoredOrganization) {
        count = organization.count
        json = organization.figures.json()
        reliability = organization.reliability
        hasUnknownCode = organization.hasUnknownCode
    }
}

import MaturityModel
import Pages
import SurveyProtocol

/// What has come in to a round, per organization, per kind and in all.
struct RoundStatus: Encodable, Equatable, Sendable {
    /// What an organization's agents say and may.
    struct Contact: Equatable, Sendable {
        /// Whether an agent may send for it.
        var hasAgent = false
        /// Sealed responses of the round that wait on its computers, as reported last.
        var waiting: Int?
        /// Drafts of the round on its computers, as reported last.
        var drafts = 0
        /// When that was, by the aggregator's clock.
        var reported: Timestamp?
    }

    /// What has come in from one organization.
    struct Organization: Encodable, Equatable, Sendable {
        /// The organization's id.
        let organization: String
        /// Its name.
        let name: String
        /// Department, company or another kind.
        let kind: String
        /// How many respondents it invited; nil when unknown.
        let invited: Int?
        /// Responses that count.
        let received: Int
        /// Received by invited; nil when unknown, above 1 when more came than were invited. In a
        /// joint round, of the one agreed answer.
        let rate: Double?
        /// Whether more came than were invited.
        let isOverInvited: Bool
        /// Responses kept apart for a person.
        let quarantined: Int
        /// Sealed responses that wait on its computers, as reported last; nil when unknown.
        let waiting: Int?
        /// When that was reported, RFC 3339.
        let reported: String?
        /// When its agent was last heard of, RFC 3339.
        let lastSync: String?
        /// Whether anything has come in, is kept apart, waits or is being filled in.
        let hasBegun: Bool
        /// Whether an agent may send for it.
        let hasAgent: Bool
        /// When the round closes for it, RFC 3339, if planned.
        let closes: String?

        /// The rate for people: whole percent, `unknown`, or marked when above 100 %.
        var rateText: String { RoundStatus.text(rate, isOver: isOverInvited) }
    }

    /// What has come in from the organizations of one kind.
    struct Kind: Encodable, Equatable, Sendable {
        /// The kind.
        let kind: String
        /// How many organizations are of it.
        let organizations: Int
        /// Invited by all of them; nil when any number is unknown.
        let invited: Int?
        /// Responses that count.
        let received: Int
        /// Received by invited; nil when unknown.
        let rate: Double?
        /// Whether more came than were invited.
        let isOverInvited: Bool
        /// Organizations that have not begun.
        let notBegun: Int
    }

    /// The round's id.
    let round: String
    /// Where it is in its life.
    let state: RoundState
    /// Whether people answer, or each organization once; then a rate is of organizations.
    let mode: SurveyProtocol.RoundMode
    /// In the order of the roster.
    let organizations: [Organization]
    /// In the order of their names.
    let kinds: [Kind]
    /// Invited in all; nil when any organization's number is unknown.
    let invited: Int?
    /// Received in all.
    let received: Int
    /// Received by invited in all; nil when unknown.
    let rate: Double?
    /// Kept apart in all.
    let quarantined: Int
    /// Waiting in all, of the organizations that reported.
    let waiting: Int
    /// Organizations that have not begun.
    let notBegun: Int

    /// The status of a round with its roster and what has come in.
    /// - Parameters:
    ///   - contacts: what the organizations' agents say and may, by organization.
    ///   - dates: dates of their own that organizations have.
    init(
        round: StoredRound, roster: [RosterOrganization],
        completeness: [String: SQLiteReader.Completeness], contacts: [String: Contact] = [:],
        dates: [String: RoundDates] = [:]
    ) {
        self.round = round.id
        state = round.state
        mode = round.mode
        let isJoint = round.mode == .joint
        organizations = roster.map { row in
            Self.organization(
                row, (completeness[row.id], expected: isJoint ? 1 : row.invited),
                contacts[row.id] ?? Contact(), closes: dates[row.id]?.closes ?? round.closes)
        }
        kinds = Dictionary(grouping: organizations, by: \.kind).map { kind, rows in
            let invited = Self.invited(rows)
            let expected = isJoint ? rows.count : invited
            let received = rows.reduce(0) { $0 + $1.received }
            return Kind(
                kind: kind, organizations: rows.count, invited: invited, received: received,
                rate: Self.rate(received, expected),
                isOverInvited: expected.map { received > $0 } ?? false,
                notBegun: rows.count { !$0.hasBegun })
        }.sorted { $0.kind < $1.kind }
        invited = Self.invited(organizations)
        received = organizations.reduce(0) { $0 + $1.received }
        rate = Self.rate(received, isJoint ? organizations.count : invited)
        quarantined = organizations.reduce(0) { $0 + $1.quarantined }
        waiting = organizations.reduce(0) { $0 + ($1.waiting ?? 0) }
        notBegun = organizations.count { !$0.hasBegun }
    }

    private static func organization(
        _ row: RosterOrganization, _ come: (own: SQLiteReader.Completeness?, expected: Int?),
        _ contact: Contact, closes: Timestamp?
    ) -> Organization {
        let own = come.own
        let received = own?.received ?? 0
        let quarantined = own?.quarantined ?? 0
        return Organization(
            organization: row.id, name: row.name, kind: row.kind, invited: row.invited,
            received: received, rate: rate(received, come.expected),
            isOverInvited: come.expected.map { received > $0 } ?? false, quarantined: quarantined,
            waiting: contact.waiting, reported: contact.reported?.text,
            lastSync: own?.lastSync?.text,
            hasBegun: received + quarantined + (contact.waiting ?? 0) + contact.drafts > 0,
            hasAgent: contact.hasAgent, closes: closes?.text)
    }

    /// The rate for people.
    var rateText: String { Self.text(rate) }

    /// What the mark of a rate means; nil when none is marked.
    var rateNote: String? {
        hasOverInvited ? Self.rateNote(round: round) : nil
    }

    /// Whether more came from any organization than were invited there.
    var hasOverInvited: Bool { organizations.contains(where: \.isOverInvited) }

    /// What the mark of a rate above 100 % means and what to do about it.
    static func rateNote(round: String) -> String {
        "(!) More responses count than were invited. Either the roster's number is too low: correct"
            + " it with `survey-aggregator round roster \(round) FILE`. Or somebody is counted"
            + " twice: a row without a label was changed and imported anew; ask the organization."
    }

    private static func invited(_ rows: [Organization]) -> Int? {
        rows.contains { $0.invited == nil } ? nil : rows.reduce(0) { $0 + ($1.invited ?? 0) }
    }

    private static func rate(_ received: Int, _ invited: Int?) -> Double? {
        guard let invited, invited > 0 else { return nil }
        return Double(received) / Double(invited)
    }

    /// A rate for people at a terminal, where a note below says what its mark means.
    static func text(_ rate: Double?, isOver: Bool? = nil) -> String {
        let shown = ResponseRate(rate, isOver: isOver)
        return shown.figure(.english) + (shown.mark(.english) == nil ? "" : " (!)")
    }
}

extension RoundStatus {
    /// The status of a round as it is stored.
    init(reader: SQLiteReader, round: StoredRound, roster: [RosterOrganization]) throws {
        let reports = try reader.reports()
        var contacts: [String: Contact] = [:]
        for agent in try reader.agents() where agent.revoked == nil {
            var contact = contacts[agent.organization] ?? Contact()
            contact.hasAgent = true
            if let report = reports[agent.key] {
                contact.waiting = (contact.waiting ?? 0) + report.waiting(in: round.id)
                contact.drafts += report.drafts(in: round.id)
                contact.reported = max(contact.reported ?? report.received, report.received)
            }
            contacts[agent.organization] = contact
        }
        self.init(
            round: round, roster: roster,
            completeness: try reader.completeness(round: round.key), contacts: contacts,
            dates: try reader.dates(round: round.key))
    }
}

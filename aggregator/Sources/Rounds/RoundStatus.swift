import MaturityModel
import SurveyProtocol

/// What has come in to a round, per organization and in all.
struct RoundStatus: Encodable, Equatable, Sendable {
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
        /// Received by invited; nil when unknown, above 1 when more came than were invited.
        let rate: Double?
        /// Responses kept apart for a person.
        let quarantined: Int
        /// When its agent was last heard of, RFC 3339.
        let lastSync: String?

        /// The rate for people: whole percent, `unknown`, or marked when above 100 %.
        var rateText: String { RoundStatus.text(rate) }
    }

    /// The round's id.
    let round: String
    /// Where it is in its life.
    let state: RoundState
    /// In the order of the roster.
    let organizations: [Organization]
    /// Invited in all; nil when any organization's number is unknown.
    let invited: Int?
    /// Received in all.
    let received: Int
    /// Received by invited in all; nil when unknown.
    let rate: Double?
    /// Kept apart in all.
    let quarantined: Int

    /// The status of a round with its roster and what has come in.
    init(
        round: StoredRound, roster: [RosterOrganization],
        completeness: [String: SQLiteReader.Completeness]
    ) {
        self.round = round.id
        state = round.state
        organizations = roster.map { row in
            let own = completeness[row.id]
            let received = own?.received ?? 0
            return Organization(
                organization: row.id, name: row.name, kind: row.kind, invited: row.invited,
                received: received, rate: Self.rate(received, row.invited),
                quarantined: own?.quarantined ?? 0, lastSync: own?.lastSync?.text)
        }
        let counts = roster.map(\.invited)
        let invited = counts.contains(nil) ? nil : counts.reduce(0) { $0 + ($1 ?? 0) }
        self.invited = invited
        received = organizations.reduce(0) { $0 + $1.received }
        rate = Self.rate(received, invited)
        quarantined = organizations.reduce(0) { $0 + $1.quarantined }
    }

    /// The rate for people.
    var rateText: String { Self.text(rate) }

    private static func rate(_ received: Int, _ invited: Int?) -> Double? {
        guard let invited, invited > 0 else { return nil }
        return Double(received) / Double(invited)
    }

    private static func text(_ rate: Double?) -> String {
        guard let rate else { return "unknown" }
        let percent = "\(Int((rate * 100).rounded())) %"
        return rate > 1 ? percent + " (!)" : percent
    }
}

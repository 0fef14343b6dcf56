import MaturityModel
import SurveyProtocol
import Synchronization

/// The rounds with their rosters and answer indexes, as the service needs them per request.
///
/// Only the process that writes the store has one, and it empties it with every change.
final class RoundDirectory: Sendable {
    /// A round with what its requests need.
    struct Entry: Sendable {
        /// The round.
        let round: StoredRound
        /// An organization on the roster.
        struct Member: Sendable {
            /// Its key in the store.
            let key: Int64
            /// What the roster calls it.
            let name: String
            /// Its kind.
            let kind: String
            /// How many it invited, if known.
            let invited: Int?
        }

        /// The organizations on the roster, by id.
        let organizations: [String: Member]
        /// The dates of their own that organizations have, by id.
        let dates: [String: RoundDates]
        /// The questionnaire's answers as bytes.
        let index: AnswerIndex
        /// The questionnaire's canonical form.
        let questionnaire: [UInt8]

        /// The round as one of its organizations sees it.
        func summary(of organization: String, _ member: Member) -> RoundSummary {
            var summary = round.summary(
                invited: member.invited, own: dates[organization] ?? RoundDates())
            summary.organizationName = member.name
            summary.organizationKind = member.kind
            return summary
        }
    }

    private let reader: SQLiteReader
    private let entries = Mutex<[String: Entry]>([:])

    /// A directory of a store's rounds.
    init(reader: SQLiteReader) {
        self.reader = reader
    }

    /// Forgets what was read, after a change.
    func invalidate() {
        entries.withLock { $0 = [:] }
    }

    /// A round that is not a draft.
    /// - Throws: a `Problem` `round-unknown`, or `round-not-open` for a draft on whose roster the
    ///   organization is.
    func entry(_ id: String) throws -> Entry {
        if let entry = entries.withLock({ $0[id] }) { return entry }
        guard Identifier.isValid(id), let round = try? reader.round(id) else {
            throw Problem(.roundUnknown, "round `\(id.prefix(64))`")
        }
        let canonical = try reader.questionnaire(round.questionnaire)
        let questionnaire = try QuestionnaireFile.stored(canonical)
        let roster = try reader.roster(round: round.key)
        let entry = Entry(
            round: round,
            organizations: Dictionary(
                roster.map { key, row in
                    (
                        row.id,
                        Entry.Member(
                            key: key, name: row.name, kind: row.kind, invited: row.invited)
                    )
                }
            ) { first, _ in first },
            dates: try reader.dates(round: round.key), index: AnswerIndex(questionnaire),
            questionnaire: canonical)
        entries.withLock { $0[id] = entry }
        return entry
    }

    /// The rounds that an organization takes part in, drafts left out.
    func rounds(of organization: String) throws -> [RoundSummary] {
        try reader.rounds().compactMap { round in
            guard round.state != .draft,
                case let entry = try entry(round.id),
                let own = entry.organizations[organization]
            else { return nil }
            return entry.summary(of: organization, own)
        }
    }
}

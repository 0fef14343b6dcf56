import Dispatch
import MaturityModel
import SurveyProtocol
import Synchronization

/// Everything but the answers that a round's results are a function of, and up to where answers
/// count.
struct RoundInputs: Sendable {
    /// The questionnaire.
    let questionnaire: Questionnaire
    /// The roster.
    let roster: Roster
    /// The store's key of each organization of the roster; one that is new has none.
    let keys: [Int64?]
    /// The round's settings.
    let settings: RoundSettings
    /// The place in the order of arrival up to which responses are seen.
    let sequence: Int64
    private let round: StoredRound
    private let rosterDigest: Digest

    /// Reads a round's inputs.
    ///
    /// - Parameter last: the place in the order of arrival up to which responses count, as an
    ///   earlier snapshot saw them; nil for all.
    /// - Parameter correction: a roster to be taken in the place of the round's own.
    init(
        reader: SQLiteReader, round: StoredRound, through last: Int64? = nil,
        roster correction: Roster? = nil
    ) throws {
        self.round = round
        let canonical = try reader.questionnaire(round.questionnaire)
        // Both take their time, and neither needs the other.
        let (stored, rows) = both(
            { try QuestionnaireFile.stored(canonical) },
            { try Self.organizations(reader, round, correction) })
        questionnaire = try stored.get()
        (roster, keys) = try rows.get()
        rosterDigest =
            correction.map { Digest.sha256(of: $0.document().canonicalJSON()) } ?? round.roster
        settings = try Self.settings(round)
        sequence = try last ?? reader.lastSequence()
    }

    /// The digests of all inputs.
    func digests(responses: Digest) -> SnapshotInputs {
        SnapshotInputs(
            questionnaire: round.questionnaire, roster: rosterDigest, responses: responses,
            settings: Digest.sha256(of: settings.document().canonicalJSON()))
    }

    /// Reads the answers into a collector, and gives the digests of all inputs.
    ///
    /// Blocks: not for a cooperative thread.
    /// - Parameter lanes: threads to use; they change nothing.
    func readAnswers(
        into collector: some AnswerCollector, lanes: Int, _ reader: SQLiteReader
    ) throws -> SnapshotInputs {
        do {
            return digests(
                responses: try AnswerReading.read(
                    of: self, into: collector, lanes: lanes, reader))
        } catch is AnswerRows.Mismatch {
            throw Self.damaged(round)
        }
    }

    /// The roster with the store's key of each organization.
    private static func organizations(
        _ reader: SQLiteReader, _ round: StoredRound, _ correction: Roster?
    ) throws -> (Roster, keys: [Int64?]) {
        if let correction {
            let keys = try reader.organizationKeys(round: round.key)
            return (correction, correction.organizations.map { keys[$0.id] })
        }
        let rows = try reader.roster(round: round.key)
        let roster: Roster
        do throws(RosterFaults) {
            roster = try Roster(rows.map(\.organization))
        } catch {
            throw damaged(round)
        }
        guard zip(rows, roster.organizations).allSatisfy({ $0.organization.id == $1.id }) else {
            throw damaged(round)
        }
        return (roster, rows.map(\.key))
    }

    private static func settings(_ round: StoredRound) throws -> RoundSettings {
        let settings = RoundSettings(
            mode: round.mode == .joint ? .joint : .respondents,
            minimumRespondents: round.minimumRespondents,
            minimumOrganizations: round.minimumOrganizations)
        guard let settings else { throw damaged(round) }
        return settings
    }

    private static func damaged(_ round: StoredRound) -> AggregatorError {
        AggregatorError(
            .dataDamaged, "the stored inputs of round \(round.id) do not fit together",
            hint: "use the version of survey-aggregator that stored them, or restore a backup")
    }
}

/// Does two things at the same time. Blocks: not for a cooperative thread.
private func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
) -> (Result<First, any Error>, Result<Second, any Error>) {
    let made = Mutex<(Result<First, any Error>?, Result<Second, any Error>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { part in
        if part == 0 {
            let result = Result { try first() }
            made.withLock { $0.0 = result }
        } else {
            let result = Result { try second() }
            made.withLock { $0.1 = result }
        }
    }
    return made.withLock { made in
        guard let first = made.0, let second = made.1 else { preconditionFailure("both are done") }
        return (first, second)
    }
}

import Dispatch
import MaturityModel
import SurveyProtocol
import Synchronization

/// Reads the answers of all organizations on several connections at once.
///
/// Every lane takes the next organization. What a digest is taken of is hashed in the order of
/// organizations, as soon as all before have been read, so little of it waits.
final class AnswerReading<Kept: AnswersKept>: Sendable {
    /// Connections at most; more would wait for the same disk.
    private static var lanesMaximum: Int { 32 }

    private struct State {
        var kept: [String: Kept] = [:]
        var waiting: [Int: [UInt64]] = [:]
        var hashed = 0
        var digest = ResponsesDigest()
        var failure: (any Error)?
    }

    private let organizations: [(key: Int64, id: String)]
    private let itemCount: Int
    private let last: Int64
    private let makeLane: @Sendable () -> Kept.Lane
    private let next = Atomic(0)
    private let state = Mutex(State())

    private init(
        _ organizations: [(key: Int64, id: String)], _ questionnaire: Questionnaire, last: Int64,
        lanes: Int
    ) {
        self.organizations = organizations
        itemCount = questionnaire.items.count
        makeLane = Kept.lanes(lanes, for: questionnaire)
        self.last = last
    }

    /// What is kept of the answers by organization id, and the digest of the responses they are
    /// of.
    ///
    /// Blocks: not for a cooperative thread.
    /// - Parameter lanes: threads to use.
    static func read(
        _ organizations: [(key: Int64, id: String)], to questionnaire: Questionnaire,
        through last: Int64, lanes: Int, _ reader: SQLiteReader
    ) throws -> (kept: [String: Kept], digest: Digest) {
        let reading = AnswerReading(organizations, questionnaire, last: last, lanes: lanes)
        var readers = [reader]
        while readers.count < min(lanesMaximum, organizations.count, lanes) {
            readers.append(try reader.sibling())
        }
        let all = readers
        DispatchQueue.concurrentPerform(iterations: all.count) { reading.run(all[$0]) }
        return try reading.state.withLock { state in
            if let failure = state.failure { throw failure }
            return (state.kept, state.digest.finish())
        }
    }

    /// One lane: it reads in one transaction, and takes organizations until there are no more.
    private func run(_ reader: SQLiteReader) {
        do {
            try reader.read { database in
                var lane = makeLane()
                var rows = AnswerRows(itemCount: itemCount)
                let query = try AnswerQuery(database, through: last)
                while let index = takeNext() {
                    rows.removeAll()
                    try query.append(organizations[index].key, to: &rows)
                    hand(over: rows, of: index, &lane)
                }
            }
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
        }
    }

    private func takeNext() -> Int? {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < organizations.count, state.withLock({ $0.failure == nil }) else { return nil }
        return index
    }

    private func hand(over rows: borrowing AnswerRows, of index: Int, _ lane: inout Kept.Lane) {
        var kept: Kept?
        if !rows.units.isEmpty {
            var answers = OrganizationAnswers(itemCount: itemCount)
            answers.append(rows: rows.codes.span, units: rows.units)
            kept = Kept.kept(answers, by: &lane)
        }
        let identities = rows.identities
        state.withLock { state in
            if let kept { state.kept[organizations[index].id] = kept }
            state.waiting[index] = identities
            while let words = state.waiting.removeValue(forKey: state.hashed) {
                state.digest.add(words)
                state.hashed += 1
            }
        }
    }
}

import Dispatch
import Foundation
import MaturityModel
import SurveyProtocol
import Synchronization

/// Reads the answers of all organizations on several connections at once.
///
/// Every lane takes the next organization. What a digest is taken of is hashed in the order of
/// organizations, as soon as all before have been read, so little of it waits.
final class AnswerReading: Sendable {
    /// Connections at most; more would wait for the same disk.
    private static let lanesMaximum = 8

    private struct State {
        var answers: [String: OrganizationAnswers] = [:]
        var waiting: [Int: [UInt8]] = [:]
        var hashed = 0
        var digest = ResponsesDigest()
        var failure: (any Error)?
    }

    private let organizations: [(key: Int64, id: String)]
    private let itemCount: Int
    private let last: Int64
    private let next = Atomic(0)
    private let state = Mutex(State())

    private init(_ organizations: [(key: Int64, id: String)], itemCount: Int, last: Int64) {
        self.organizations = organizations
        self.itemCount = itemCount
        self.last = last
    }

    /// The answers by organization id, and the digest of the responses they are of.
    static func read(
        _ organizations: [(key: Int64, id: String)], itemCount: Int, through last: Int64,
        _ reader: SQLiteReader
    ) throws -> (answers: [String: OrganizationAnswers], digest: Digest) {
        let reading = AnswerReading(organizations, itemCount: itemCount, last: last)
        let lanes = min(
            lanesMaximum, organizations.count, ProcessInfo.processInfo.activeProcessorCount)
        var readers = [reader]
        while readers.count < lanes { readers.append(try reader.sibling()) }
        let all = readers
        DispatchQueue.concurrentPerform(iterations: all.count) { reading.run(all[$0]) }
        return try reading.state.withLock { state in
            if let failure = state.failure { throw failure }
            return (state.answers, state.digest.finish())
        }
    }

    /// One lane: it reads in one transaction, and takes organizations until there are no more.
    private func run(_ reader: SQLiteReader) {
        do {
            try reader.read { database in
                var rows = AnswerRows(itemCount: itemCount)
                while let index = takeNext() {
                    rows.removeAll()
                    try SQLiteReader.appendAnswers(
                        of: organizations[index].key, through: last, to: &rows, database)
                    hand(over: rows, of: index)
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

    private func hand(over rows: borrowing AnswerRows, of index: Int) {
        var own = OrganizationAnswers(itemCount: itemCount)
        own.append(rows: rows.codes.span, units: rows.units)
        let identities = rows.identities
        state.withLock { state in
            if own.count > 0 { state.answers[organizations[index].id] = own }
            state.waiting[index] = identities
            while let bytes = state.waiting.removeValue(forKey: state.hashed) {
                state.digest.add(bytes)
                state.hashed += 1
            }
        }
    }
}

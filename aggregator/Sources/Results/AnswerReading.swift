import Dispatch
import MaturityModel
import SurveyProtocol
import Synchronization

/// Reads the answers of all organizations on several connections at once.
///
/// Every lane takes the next organization. What a digest is taken of is hashed in the order of
/// organizations, as soon as all before have been read, and what was kept is collected in the same
/// order, so little of both waits for the end. Whichever lane finds that nobody is doing that does
/// it.
final class AnswerReading<Collector: AnswerCollector>: Sendable {
    /// Connections at most; more would wait for the same disk.
    private static var lanesMaximum: Int { 32 }
    /// Organizations that may wait for one before them; with more, lanes wait too.
    private static var waitingMaximum: Int { 256 }

    private struct Waiting {
        var organizations: [Int: (identities: [UInt64], kept: Collector.Kept?)] = [:]
        var failure: (any Error)?
    }

    private struct Order {
        var taken = 0
        var digest = ResponsesDigest()
    }

    private let keys: [Int64?]
    private let itemCount: Int
    private let last: Int64
    private let makeLane: @Sendable () -> Collector.Kept.Lane
    private let collector: Collector
    private let next = Atomic(0)
    private let waiting = Mutex(Waiting())
    private let order = Mutex(Order())

    private init(_ inputs: RoundInputs, lanes: Int, _ collector: Collector) {
        keys = inputs.keys
        itemCount = inputs.questionnaire.items.count
        last = inputs.sequence
        makeLane = Collector.Kept.lanes(lanes, for: inputs.questionnaire)
        self.collector = collector
    }

    /// Reads the answers of a round's organizations into a collector.
    ///
    /// Blocks: not for a cooperative thread.
    /// - Parameter lanes: threads to use.
    /// - Returns: the digest of the responses.
    static func read(
        of inputs: RoundInputs, into collector: Collector, lanes: Int, _ reader: SQLiteReader
    ) throws -> Digest {
        let reading = AnswerReading(inputs, lanes: lanes, collector)
        let count = max(1, min(lanesMaximum, inputs.keys.count, lanes))
        DispatchQueue.concurrentPerform(iterations: count) { lane in
            reading.run { lane == 0 ? reader : try reader.sibling() }
        }
        if let failure = reading.waiting.withLock({ $0.failure }) { throw failure }
        return reading.order.withLock { order in
            reading.takeWaiting(&order)
            return order.digest.finish()
        }
    }

    /// One lane: it reads in one transaction, and takes organizations until there are no more.
    private func run(_ connect: () throws -> SQLiteReader) {
        do {
            try connect().read { database in
                var lane = makeLane()
                var rows = AnswerRows(itemCount: itemCount)
                let query = try AnswerQuery(database, through: last)
                while let index = takeNext() {
                    rows.removeAll()
                    if let key = keys[index] { try query.append(key, to: &rows) }
                    hand(over: rows, of: index, &lane)
                    while collector.work() {}
                }
            }
        } catch {
            waiting.withLock { $0.failure = $0.failure ?? error }
        }
    }

    private func takeNext() -> Int? {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < keys.count, waiting.withLock({ $0.failure == nil }) else { return nil }
        return index
    }

    private func hand(
        over rows: borrowing AnswerRows, of index: Int, _ lane: inout Collector.Kept.Lane
    ) {
        var kept: Collector.Kept?
        if !rows.units.isEmpty {
            var answers = OrganizationAnswers(itemCount: itemCount)
            answers.append(rows: rows.codes.span, units: rows.units)
            kept = Collector.Kept.kept(answers, by: &lane)
        }
        let identities = rows.identities
        let count = waiting.withLock { waiting in
            waiting.organizations[index] = (identities, kept)
            return waiting.organizations.count
        }
        if count > Self.waitingMaximum {
            order.withLock { takeWaiting(&$0) }
        } else {
            _ = order.withLockIfAvailable { takeWaiting(&$0) }
        }
    }

    /// Takes organizations for as long as the next one is there.
    private func takeWaiting(_ order: inout Order) {
        while let next = waiting.withLock({ $0.organizations.removeValue(forKey: order.taken) }) {
            order.digest.add(next.identities)
            collector.take(next.kept)
            order.taken += 1
        }
    }
}

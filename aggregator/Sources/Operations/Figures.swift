import CoreMetrics
import Synchronization

/// A sum that only grows.
final class SumFigure: CounterHandler, FloatingPointCounterHandler, Sendable {
    private let sum = Mutex(0.0)

    /// The sum.
    var value: Double { sum.withLock { $0 } }

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) { sum.withLock { $0 += amount } }
    func reset() { sum.withLock { $0 = 0 } }
}

/// A value that goes up and down.
final class GaugeFigure: MeterHandler, RecorderHandler, Sendable {
    private let current = Mutex(0.0)

    /// The value.
    var value: Double { current.withLock { $0 } }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { current.withLock { $0 = value } }
    func increment(by amount: Double) { current.withLock { $0 += amount } }
    func decrement(by amount: Double) { current.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
}

/// How often values up to certain bounds were seen; times are in seconds.
final class HistogramFigure: TimerHandler, RecorderHandler, Sendable {
    /// The bounds.
    static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60]

    private struct Values {
        var counts = [UInt64](repeating: 0, count: HistogramFigure.bounds.count)
        var count: UInt64 = 0
        var sum = 0.0
    }

    private let seen = Mutex(Values())

    /// How many were at most each bound, how many there were, and their sum.
    var values: (counts: [UInt64], count: UInt64, sum: Double) {
        seen.withLock { ($0.counts, $0.count, $0.sum) }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) {
        seen.withLock { values in
            for (index, bound) in Self.bounds.enumerated() where value <= bound {
                values.counts[index] += 1
            }
            values.count += 1
            values.sum += value
        }
    }
}
